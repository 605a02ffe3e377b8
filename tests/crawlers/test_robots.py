"""What an answer at /robots.txt means."""

import pytest
from protego import Protego
from scrapy.http import Response

from crawlers.failures import Refused
from crawlers.robots import AGENT, rules_of

URL = "https://press.example/robots.txt"
TEXT = "User-agent: *\nDisallow: /\n\nUser-agent: borderwire\nDisallow: /members/\nCrawl-delay: 7\n# 신의주\n"


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_a_host_that_refuses_or_cannot_serve_it_is_not_crawled(status: int) -> None:
    rules = rules_of(URL, Response(URL, status=status, body=b"User-agent: *\nAllow: /"))
    assert isinstance(rules, Refused)
    assert (rules.reason, str(rules)) == ("robots", f"{URL} answered {status}, so nothing may be asked")


@pytest.mark.parametrize("status", [404, 410, 302])
def test_a_host_without_it_allows_everything(status: int) -> None:
    rules = rules_of(URL, Response(URL, status=status, body=b"User-agent: *\nDisallow: /"))
    assert isinstance(rules, Protego)
    assert rules.can_fetch("https://press.example/members/", AGENT)


def test_our_own_group_counts_and_undecodable_bytes_do_no_harm() -> None:
    rules = rules_of(URL, Response(URL, body=TEXT.encode() + b"\xff"))
    assert isinstance(rules, Protego)
    allowed = [rules.can_fetch(f"https://press.example/{path}", AGENT) for path in ("", "report/", "members/1")]
    assert allowed == [True, True, False]
    assert rules.crawl_delay(AGENT) == 7
