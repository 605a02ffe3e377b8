"""Each fault of the press does what its sentence says, at its own address and laid over another."""

import gzip
import time
import tracemalloc
import xml.etree.ElementTree as ET
import zlib
from http.client import HTTPConnection, IncompleteRead
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

import press
from pipeline.errors import SettingsError
from press.faults import FAULTS
from press.faults.bombs import MEGABYTE, gzip_of_zeros
from press.faults.encodings import LABELS
from tests.press.client import ask

TYRES = "/english/tyre-imports-fall-in-hyesan-as-changbai-opens-every-parcel/"
README = Path(press.__file__).parent / "README.md"


def test_the_readme_lists_every_fault_with_its_argument_and_sentence() -> None:
    rows = [line.strip("| ").split(" | ") for line in README.read_text(encoding="utf-8").splitlines() if "| `" in line]
    listed = [tuple(cell.strip("` ") for cell in row) for row in rows if row[0].strip("`") in FAULTS]
    assert listed == [(fault.name, fault.default or "–", fault.does) for fault in FAULTS.values()]
    assert all(fault.does.endswith(".") for fault in FAULTS.values())


def test_an_unknown_fault_is_refused_by_name_before_serving() -> None:
    with pytest.raises(SettingsError, match=r"no fault 'floky'; it has: .*flaky"), press.serving(faults={"/": "floky"}):
        pass


def test_a_fault_lies_over_the_paths_that_match_and_no_other() -> None:
    with press.serving(faults={"/2026030*": "status:503", "/english/feed/": "empty-feed"}) as url:
        assert ask(f"{url}/20260301-1/").status == 503
        assert ask(f"{url}/20260303-2/").status == 503
        assert ask(url + TYRES).status == 200
        assert ask(f"{url}/feed/").text.count("<item>") == 10
        assert ask(f"{url}/english/feed/").text.count("<item>") == 0
        assert ask(f"{url}/faults/no-such-fault").status == 404


@pytest.mark.parametrize("status", [403, 500])
def test_status_answers_always_so_for_robots_too(status: int) -> None:
    with press.serving(faults={"/robots.txt": f"status:{status}"}) as url:
        assert [ask(f"{url}/robots.txt").status for _ in range(3)] == [status] * 3


def test_flaky_fails_the_first_requests_and_then_serves() -> None:
    with press.serving(faults={TYRES: "flaky:3"}) as url:
        assert [ask(url + TYRES).status for _ in range(5)] == [500, 500, 500, 200, 200]


def test_slow_dribbles_the_whole_page_over_the_time(base: str) -> None:
    start = time.monotonic()
    answer = ask(f"{base}/faults/slow:0.5")
    assert 0.4 < time.monotonic() - start < 3
    assert answer.text.endswith("</html>\n")


def test_a_slow_answer_does_not_hold_up_the_end() -> None:
    with press.serving() as url:
        parts = urlsplit(url)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=5)
        connection.request("GET", "/faults/slow:60")
        response = connection.getresponse()
        start = time.monotonic()
    assert time.monotonic() - start < 2
    response.close()
    connection.close()


def test_truncated_announces_more_than_it_sends() -> None:
    log = press.Log()
    with press.serving(log=log, faults={TYRES: "truncated"}) as url, pytest.raises(IncompleteRead) as broken:
        ask(url + TYRES)
    assert len(broken.value.partial) == log.hits[0].sent > 0
    assert broken.value.expected is not None
    assert broken.value.expected >= log.hits[0].sent


def test_reset_resets(base: str) -> None:
    with pytest.raises(ConnectionResetError):
        ask(f"{base}/faults/reset")


@pytest.mark.parametrize("name", LABELS)
def test_encodings_lie_as_they_say_and_the_bytes_are_the_page(base: str, name: str) -> None:
    codec, header, meta, does = LABELS[name]
    answer = ask(f"{base}/faults/{name}")
    assert answer.headers["Content-Type"] == (f"text/html; charset={header}" if header else "text/html")
    html = answer.body.decode(codec)
    assert "‘펲’ 상표의 단물 상자" in html
    assert f'<meta charset="{meta}">' in html if meta else "charset" not in html
    assert ("CP949" if codec == "cp949" else "UTF-8") in does
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode("utf-8" if codec == "cp949" else "cp949")


def test_the_korean_of_the_fault_pages_needs_syllables_that_euc_kr_has_not(base: str) -> None:
    html = ask(f"{base}/faults/restless").text
    # Python spells a syllable outside of KS X 1001 in eight bytes of EUC-KR, where CP949 has two of its own.
    assert {letter for letter in html if len(letter.encode("euc-kr", "replace")) == 8} == {"펲", "똠"}


def test_an_encoding_fault_over_a_report_keeps_its_text() -> None:
    with press.serving(faults={"/20260301-1/": "cp949-both-lie"}) as url:
        html = ask(f"{url}/20260301-1/").body.decode("cp949")
        assert "혜산 타이어 수입 급감…“창바이서 짐마다 풀어본다”" in html


def test_a_redirect_loop_never_ends(base: str) -> None:
    seen, url = set(), f"{base}/faults/redirect-loop"
    for _ in range(30):
        answer = ask(url)
        assert answer.status == 302
        url = answer.headers["Location"]
        assert url not in seen
        seen.add(url)


@pytest.mark.parametrize(
    ("fault", "target"),
    [
        ("redirect", "http://169.254.169.254/latest/meta-data/"),
        ("redirect:http://[::ffff:127.0.0.1]:80/", "http://[::ffff:127.0.0.1]:80/"),
        ("redirect-port:8080", "http://127.0.0.1:8080/"),
    ],
)
def test_redirects_lead_where_they_say(fault: str, target: str) -> None:
    with press.serving(faults={TYRES: fault}) as url:
        answer = ask(url + TYRES)
        assert (answer.status, answer.headers["Location"]) == (302, target)


def test_refresh_leads_to_a_private_address(base: str) -> None:
    answer = ask(f"{base}/faults/refresh")
    assert answer.status == 200
    assert '<meta http-equiv="refresh" content="0; url=http://10.0.0.1/">' in answer.text


def test_a_gzip_bomb_is_small_on_the_wire_and_large_unpacked(base: str) -> None:
    answer = ask(f"{base}/faults/gzip-bomb:32")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.body) < 32 * MEGABYTE / 900
    assert len(gzip.decompress(answer.body)) == 32 * MEGABYTE
    unpacker, length = zlib.decompressobj(zlib.MAX_WBITS | 16), 0
    data = gzip_of_zeros(300)
    while data:
        length += len(unpacker.decompress(data, MEGABYTE))
        data = unpacker.unconsumed_tail
    assert unpacker.eof
    assert length == 300 * MEGABYTE


def test_the_default_gzip_bomb_is_made_cheaply() -> None:
    tracemalloc.start()
    assert len(gzip_of_zeros(1024)) < 2 * MEGABYTE
    assert tracemalloc.get_traced_memory()[1] < 16 * MEGABYTE
    tracemalloc.stop()


def test_endless_has_no_length_and_goes_on(base: str) -> None:
    answer = ask(f"{base}/faults/endless", most=5 * MEGABYTE)
    assert len(answer.body) == 5 * MEGABYTE
    assert "Content-Length" not in answer.headers


def test_huge_is_as_long_as_announced(base: str) -> None:
    answer = ask(f"{base}/faults/huge:3")
    assert len(answer.body) == int(answer.headers["Content-Length"]) == 3 * MEGABYTE
    assert ask(f"{base}/faults/huge", most=10).headers["Content-Length"] == str(100 * MEGABYTE)


def test_an_empty_feed_is_a_200_without_items(base: str) -> None:
    answer = ask(f"{base}/faults/empty-feed")
    assert answer.status == 200
    assert ET.fromstring(answer.body).findall("channel/item") == []


def test_a_long_feed_has_all_its_items_highest_first(base: str) -> None:
    channel = ET.fromstring(ask(f"{base}/faults/long-feed:5000").body)
    numbers = [int((link.text or "").rsplit("-", 1)[1].rstrip("/")) for link in channel.iterfind("channel/item/link")]
    assert numbers == list(range(5000, 0, -1))
    assert ask(f"{base}/faults/long-feed").text.count("<item>") == 100_000


def test_an_entity_bomb_unfolds_tenfold_at_each_turn(base: str) -> None:
    title = etree.fromstring(ask(f"{base}/faults/entity-bomb:3").body).find("channel/item/title")
    assert title is not None
    assert title.text == "lol" * 1000
    bomb = ask(f"{base}/faults/entity-bomb")
    assert len(bomb.body) < 2000
    assert bomb.text.count("<!ENTITY") == 10


@pytest.mark.parametrize(
    ("agent", "status"),
    [
        ("Python-urllib/3.11", 403),
        ("Scrapy/2.19 (+https://scrapy.org)", 403),
        ("curl/8.5.0", 403),
        ("", 403),
        ("Borderwire/0.1 (+mailto:desk@example.org)", 200),
        ("Mozilla/5.0 (X11; Linux x86_64)", 200),
    ],
)
def test_the_paywall_lets_in_who_says_who_they_are(base: str, agent: str, status: int) -> None:
    assert ask(f"{base}/faults/paywall", User_Agent=agent).status == status


def test_restless_pages_carry_the_same_report_in_other_bytes() -> None:
    with press.serving(faults={TYRES: "restless"}) as url:
        first, second = ask(url + TYRES), ask(url + TYRES)
        assert first.headers["ETag"] != second.headers["ETag"]
        assert first.text.replace('visits">1<', 'visits">2<') == second.text
        assert ask(url + TYRES, If_None_Match=second.headers["ETag"]).status == 200
