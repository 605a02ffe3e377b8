"""Each channel against the real thing: what it says, how it marks a repeat, what a refusal does, what never leaks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.alerts.channels import ChannelError, Outgoing, Parcel, apprise, email, feed, webhook
from pipeline.alerts.wording import lines, subject
from tests.alerts.posted import SENTENCE, said, settings
from tests.alerts.receivers import Hook, Mailbox, http_receiver, mail_server
from tests.warehouse.made import START

# Apprise looks for a module that Python 3.13 has no more.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

HOSTILE = (
    "Trucks\r\nBcc: all@victim.test\r\n\r\n<script>alert(1)</script>",
    "[free coal](http://evil.test) @everyone **now** `x`",
    "=cmd|'/c calc'!A1 \x00\x1b[31m\u202egnirts\ud800 & ]]> <![CDATA[",
    "</title><entry><id>urn:borderwire:alert:1</id></entry>",
)


def parsed(path: Path) -> Any:
    """The feed, untyped: the stubs know too many kinds of answer to an XPath."""
    return etree.parse(path)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def hook() -> Iterator[Hook]:
    with http_receiver() as receiver:
        yield receiver


def parcel(*headlines: str, channel: str = "feed", repeat: bool = False, **fields: Any) -> Parcel:
    alerts = tuple(
        Outgoing(alert_id=f"a{n}", created_at=START, message=said(headline, **fields))
        for n, headline in enumerate(headlines)
    )
    return Parcel(id="p1", channel=channel, alerts=alerts, repeat=repeat)


def test_an_alert_in_words_has_all_that_a_watcher_needs() -> None:
    others = [
        {
            "source_id": "rfa-en",
            "flow": "export",
            "trend": "halted",
            "sentence": "Nothing moves.",
            "url": "https://o.test/",
        }
    ]
    assert lines(said("Trucks stop", others=others)) == [
        "Rule: A crossing halted",
        "Published: 2026-03-02 by sample-en (en)",
        "Places: Sinuiju (신의주시)",
        "Signal: export halted, KP-03-SINUIJU",
        f"Evidence: {SENTENCE}",
        "According to: a source in KP-03, to Border Courier",
        "Goods: Coal (석탄); UN rule: export banned (UNSCR 2371 §8)",
        "Also: rfa-en: export halted: Nothing moves. https://o.test/",
        "Excerpt: An excerpt.",
        "EN: https://press.test/english/x/",
        "KO: https://press.test/20260301-1/",
    ]
    assert subject(said("Trucks stop", kind="update")) == "Update: Trucks stop"
    assert "Correction: the report no longer says what this rule watches for." in lines(said("x", stands=False))


def test_mail_comes_as_plain_text_with_a_message_id_of_its_own(tmp_path: Path, mailbox: Mailbox) -> None:
    using = settings(tmp_path, mailbox.port, email="desk@example.test, wiki@example.test")
    for _ in range(2):
        email.send(parcel("트럭 멈춰", channel="email"), using)
    first, second = mailbox.taken
    assert first["Message-ID"] == second["Message-ID"] == "<p1.alert@borderwire.test>"
    assert (first["Subject"], first["From"]) == ("트럭 멈춰", "alerts@borderwire.test")
    assert mailbox.recipients[0] == ["desk@example.test", "wiki@example.test"]
    assert first.get_content_type() == "text/plain"
    assert f"Evidence: {SENTENCE}" in first.get_content().splitlines()


def test_a_digest_is_one_mail_of_all_its_alerts(tmp_path: Path, mailbox: Mailbox) -> None:
    email.send(parcel("One", "Two", channel="email"), settings(tmp_path, mailbox.port, email="desk@example.test"))
    (mail,) = mailbox.taken
    assert mail["Subject"] == "2 alerts: One, …"
    assert {"One", "Two"} <= set(mail.get_content().splitlines())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_inject_neither_headers_nor_lines_into_mail(
    tmp_path: Path, mailbox: Mailbox, hostile: str
) -> None:
    evil = parcel(hostile, channel="email", excerpt=hostile, said_by={"who": hostile, "place": None, "told": hostile})
    plain = parcel("Plain", channel="email", excerpt="Plain", said_by={"who": "w", "place": None, "told": "t"})
    using = settings(tmp_path, mailbox.port, email="desk@example.test")
    email.send(evil, using)
    email.send(plain, using)
    first, second = mailbox.taken
    assert first.keys() == second.keys()
    assert mailbox.recipients == [["desk@example.test"]] * 2
    assert len(first.get_content().splitlines()) == len(second.get_content().splitlines())
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\u202a-\u202e<>]|\\]\\(|@everyone",
        first["Subject"] + "\n".join(first.get_content().splitlines()),
    )


def test_a_webhook_is_signed_and_keyed(tmp_path: Path, hook: Hook) -> None:
    webhook.send(parcel("Trucks stop", channel="webhook"), settings(tmp_path, webhook=hook.url))
    ((headers, body),) = hook.taken
    assert headers["webhook-id"] == headers["idempotency-key"] == "p1"
    assert headers["content-type"] == "application/json; charset=utf-8"
    expected = webhook.signature("c4nary-key", "p1", int(headers["webhook-timestamp"]), body)
    assert headers["webhook-signature"] == expected != webhook.signature("other", "p1", 0, body)
    (posted,) = hook.bodies()
    (alert,) = posted["alerts"]
    assert (alert["id"], alert["title"]) == ("a0", "Trucks stop")
    assert alert["message"] == said("Trucks stop")
    assert "c4nary" not in str(posted)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_travel_in_a_webhook_as_data(tmp_path: Path, hook: Hook, hostile: str) -> None:
    clean = hostile.replace("\ud800", "\ufffd")  # the load has made lone surrogates so
    webhook.send(parcel(clean, channel="webhook"), settings(tmp_path, webhook=hook.url))
    ((headers, _),) = hook.taken
    assert "bcc" not in headers
    (posted,) = hook.bodies()
    assert posted["alerts"][0]["message"]["headline"] == clean


@pytest.mark.parametrize(("answer", "down"), [(500, True), (429, True), (400, False), (404, False), (302, False)])
def test_a_webhook_that_does_not_take_it_is_an_error_and_not_followed(
    tmp_path: Path, hook: Hook, answer: int, down: bool
) -> None:
    hook.answer = answer
    with pytest.raises(ChannelError, match=str(answer)) as raised:
        webhook.send(parcel("x", channel="webhook"), settings(tmp_path, webhook=hook.url))
    assert raised.value.down is down


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.test/", "nonsense"])
def test_a_webhook_opens_nothing_but_http(tmp_path: Path, address: str) -> None:
    with pytest.raises(ChannelError, match="http"):
        webhook.send(parcel("x", channel="webhook"), settings(tmp_path, webhook=address))


def test_a_feed_names_each_alert_once_and_ops_have_their_own(tmp_path: Path) -> None:
    using = settings(tmp_path)
    feed.send(parcel("One", "Two"), using)
    feed.send(parcel("One"), using)
    feed.send(parcel("Fault", channel="feed:ops"), using)
    names = {"a": "http://www.w3.org/2005/Atom"}
    titles = parsed(tmp_path / "alerts.xml").xpath("//a:entry/a:title/text()", namespaces=names)
    assert sorted(titles) == ["One", "Two"]
    assert parsed(tmp_path / "alerts-ops.xml").xpath("//a:entry/a:title/text()", namespaces=names) == ["Fault"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_break_no_feed(tmp_path: Path, hostile: str) -> None:
    feed.send(parcel(hostile, excerpt=hostile), settings(tmp_path))
    names = {"a": "http://www.w3.org/2005/Atom"}
    read = parsed(tmp_path / "alerts.xml")
    assert len(read.xpath("//a:entry", namespaces=names)) == 1
    assert read.xpath("//a:entry/a:id/text()", namespaces=names) == ["urn:borderwire:alert:a0"]
    assert {child.get("type") for child in read.xpath("//a:content", namespaces=names)} == {"text"}


def test_apprise_reaches_its_one_target_and_marks_what_may_be_a_repeat(tmp_path: Path, hook: Hook) -> None:
    using = settings(tmp_path, apprise__phone=f"json://127.0.0.1:{hook.port}/hook")
    apprise.send(parcel("Trucks stop", channel="apprise:phone"), using)
    apprise.send(parcel("Trucks stop", channel="apprise:phone", repeat=True), using)
    assert [body["title"] for body in hook.bodies()] == ["Trucks stop", "Possible repeat: Trucks stop"]
    assert SENTENCE in hook.bodies()[0]["message"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_reach_no_chat_as_markup(tmp_path: Path, hook: Hook, hostile: str) -> None:
    using = settings(tmp_path, apprise=f"json://127.0.0.1:{hook.port}/hook")
    apprise.send(parcel(hostile, channel="apprise", excerpt=hostile), using)
    (posted,) = hook.bodies()
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e<>]|\\]\\(|@everyone", posted["title"] + posted["message"])


def test_apprise_that_fails_is_an_error(tmp_path: Path, hook: Hook) -> None:
    hook.answer = 500
    for target, complaint in ((f"json://127.0.0.1:{hook.port}/hook", "could not reach"), ("nonsense", "does not know")):
        with pytest.raises(ChannelError, match=complaint):
            apprise.send(parcel("x", channel="apprise"), settings(tmp_path, apprise=target))


@pytest.mark.parametrize(
    ("answer", "complaint", "down"),
    [("550 5.1.1 no such desk@example.test", "550", False), ("421 4.3.0 try later", "421", False)],
)
def test_mail_that_is_refused_is_an_error_that_names_no_address(
    tmp_path: Path, mailbox: Mailbox, answer: str, complaint: str, down: bool
) -> None:
    mailbox.answer = answer
    with pytest.raises(ChannelError, match=complaint) as raised:
        email.send(parcel("x", channel="email"), settings(tmp_path, mailbox.port, email="desk@example.test"))
    assert (raised.value.down, "desk@" in str(raised.value)) == (down, False)


def test_a_channel_without_target_or_server_says_which_setting(tmp_path: Path) -> None:
    for send, channel, complaint in (
        (webhook.send, "webhook:wiki", "BORDERWIRE_ALERT_CHANNELS names no target for 'webhook:wiki'"),
        (apprise.send, "apprise", "BORDERWIRE_ALERT_CHANNELS"),
    ):
        with pytest.raises(ChannelError, match=complaint):
            send(parcel("x", channel=channel), settings(tmp_path))
    with pytest.raises(ChannelError, match="BORDERWIRE_SMTP_URL"):
        email.send(parcel("x", channel="email"), settings(tmp_path, email="desk@example.test"))
