"""The press serves as a careful host does: conditional requests, gzip, day by day, and it remembers what was asked."""

import gzip
import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import press
from pipeline.errors import SettingsError
from press import reports
from tests.press.client import ask
from tests.press.test_reports import WHOLE

TYRES = "/english/tyre-imports-fall-in-hyesan-as-changbai-opens-every-parcel/"
SCANNER = "/english/new-scanner-in-dandong-slows-solar-panels-for-sinuiju/"
REUNIONS = "/english/pyongyang-rejects-seoul-offer-on-reunions/"
KEPT = (
    TYRES,
    "/",
    "/english/feed/",
    "/wp-json/wp/v2/posts",
    "/english/wp-sitemap.xml",
    "/english/wp-sitemap-posts-post-1.xml",
)


@pytest.mark.parametrize("path", KEPT)
def test_what_has_not_changed_is_not_sent_again(base: str, path: str) -> None:
    first = ask(base + path)
    for asked in (
        {"If_None_Match": first.headers["ETag"]},
        {"If_None_Match": f'"other", W/{first.headers["ETag"]}'},
        {"If_Modified_Since": first.headers["Last-Modified"]},
    ):
        again = ask(base + path, **asked, most=None)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    for asked in (
        {"If_None_Match": '"other"', "If_Modified_Since": first.headers["Last-Modified"]},
        {"If_Modified_Since": "Sun, 01 Mar 2026 00:00:00 GMT"},
        {"If_Modified_Since": "last week"},
    ):
        again = ask(base + path, **asked, most=None)
        assert (again.status, again.body) == (200, first.body)


@pytest.mark.parametrize("path", KEPT)
def test_gzip_is_sent_to_those_who_accept_it_under_its_own_etag(base: str, path: str) -> None:
    plain, zipped = ask(base + path, Accept_Encoding="gzip;q=0"), ask(base + path, Accept_Encoding="br, gzip;q=0.8")
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    assert zipped.headers["ETag"] != plain.headers["ETag"]
    assert ask(base + path, If_None_Match=zipped.headers["ETag"]).status == 304


def test_head_tells_the_length_and_sends_nothing(base: str) -> None:
    head, whole = ask(base + TYRES, "HEAD"), ask(base + TYRES)
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(len(whole.body)))
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_the_press_shows_what_was_out_by_the_day_and_no_more() -> None:
    port = 0
    for day in (1, 3, 4, 6, 9, 10, 60):
        with press.serving(port, day) as url:
            port = urlsplit(url).port or 0
            shown = {
                post["link"]
                for home in ("", "/english")
                for post in ask(f"{url}{home}/wp-json/wp/v2/posts?per_page=100").json
            }
            assert shown == {document["url"] for document in reports.labels(day, url)}
            pages = [ask(url + path) for path in (TYRES, SCANNER, REUNIONS)]
            assert [page.status == 200 for page in pages] == [day >= 4, day >= 6, 2 <= day < 10], day
            assert ("have stopped altogether" in pages[1].text) == (6 <= day < 9), day
            assert ("Correction: " in pages[1].text) == (day >= 9), day


def test_a_correction_moves_the_validators_and_a_day_without_one_does_not() -> None:
    tags, port = {}, 0
    for day in (4, 5, 6):
        with press.serving(port, day) as url:
            port = urlsplit(url).port or 0
            tags[day] = (ask(url + TYRES).headers["ETag"], ask(url + TYRES).headers["Last-Modified"])
    assert tags[4] != tags[5]
    assert tags[5] == tags[6] == (tags[5][0], "Wed, 04 Mar 2026 23:40:00 GMT")


def test_a_takedown_shows_in_the_listings_validators(tmp_path: Path) -> None:
    (tmp_path / "salt.toml").write_text(WHOLE, encoding="utf-8")
    kept = WHOLE[: WHOLE.index("[[en.revisions]]")].replace("-03-05", "-03-04").replace("salt-comes", "sugar-comes")
    (tmp_path / "sugar.toml").write_text(kept, encoding="utf-8")
    for path in ("/english/feed/", "/english/wp-json/wp/v2/posts", "/english/wp-sitemap.xml", "/english/"):
        with press.serving(day=7, folder=tmp_path) as url:
            before = ask(url + path).headers["Last-Modified"]
            port = urlsplit(url).port or 0
        with press.serving(port, 8, folder=tmp_path) as url:
            assert ask(url + path, If_Modified_Since=before).status == 200


def test_paths_can_be_closed_in_robots() -> None:
    with press.serving(disallow=[TYRES]) as url:
        assert f"Disallow: {TYRES}" in ask(f"{url}/robots.txt").text.splitlines()
        assert ask(url + TYRES).status == 200


def test_the_log_knows_what_was_asked_how_often_and_what_it_cost() -> None:
    log = press.Log()
    with press.serving(log=log) as url:
        page = ask(url + TYRES, User_Agent="careful/1")
        time.sleep(0.05)
        ask(url + TYRES, If_None_Match=page.headers["ETag"])
        ask(f"{url}/nothing/?here=1")
    assert log.paths() == {TYRES: 2, "/nothing/": 1}
    assert log.statuses() == {200: 1, 304: 1, 404: 1}
    assert (log.count(TYRES), log.count(TYRES, 304), log.count()) == (2, 1, 3)
    assert log.select(TYRES, 200)[0].sent == len(page.body)
    assert log.sent() == len(page.body) + log.select(status=404)[0].sent
    assert [(h.agent, h.conditional, h.query) for h in log.hits] == [
        ("careful/1", False, ""),
        ("", True, ""),
        ("", False, "here=1"),
    ]
    assert log.gaps()[0] >= 0.05
    log.clear()
    assert log.count() == 0


def test_no_answer_waits_for_a_delayed_acknowledgement() -> None:
    with press.serving() as url:
        parts = urlsplit(url)
        connection = HTTPConnection(parts.hostname or "", parts.port)
        times = []
        for document in reports.labels(base=url):
            start = time.perf_counter()
            connection.request("GET", urlsplit(document["url"]).path)
            connection.getresponse().read()
            times.append(time.perf_counter() - start)
        connection.close()
    assert sorted(times)[len(times) // 2] < 0.02


def test_many_clients_are_served_at_once(base: str) -> None:
    paths = [urlsplit(document["url"]).path for document in reports.labels()]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda path: ask(base + path), paths * 3))
    assert {answer.status for answer in answers} == {200}


def test_leaving_hangs_up_on_clients_that_linger_and_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    start = time.monotonic()
    with press.serving() as url:
        parts = urlsplit(url)
        lingering = HTTPConnection(parts.hostname or "", parts.port, timeout=5)
        lingering.request("GET", "/robots.txt")
        lingering.getresponse().read()
    assert time.monotonic() - start < 2
    assert set(threading.enumerate()) <= before
    lingering.close()


def test_a_taken_port_is_one_clear_error(base: str) -> None:
    port = urlsplit(base).port or 0
    with pytest.raises(SettingsError, match=rf"cannot listen on 127\.0\.0\.1:{port}"), press.serving(port):
        pass


def test_a_day_outside_the_period_is_refused() -> None:
    for day in (0, 61):
        with pytest.raises(ValueError, match="days 1 to 60"), press.serving(day=day):
            pass


def test_the_command_serves_until_it_is_told_to_stop() -> None:
    command = [sys.executable, "-m", "press", "--port", "0", "--day", "3"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        url = line.split()[1]
        assert url.endswith("/english/")
        assert line.endswith("as of day 3; Ctrl-C stops.\n")
        assert len(json.loads(ask(f"{url}wp-json/wp/v2/posts").body)) == 2
        process.terminate()
        assert process.wait(timeout=5) == 0


def test_the_command_refuses_what_it_cannot_do(base: str) -> None:
    def run(*options: str) -> tuple[int, str]:
        done = subprocess.run([sys.executable, "-m", "press", *options], capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    assert run("--day", "61")[0] == 2
    status, said = run("--port", str(urlsplit(base).port))
    assert (status, said.count("\n")) == (1, 1)
    assert "name another port" in said
