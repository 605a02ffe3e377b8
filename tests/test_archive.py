"""The archive keeps pages whole, and says so when one is not."""

import hashlib
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from pipeline import archive
from pipeline.errors import ArchiveError
from pipeline.records import Hint, Page

NO_HINT = Hint()
NOW = datetime(2026, 3, 26, 3, 4, 5, tzinfo=UTC)


def page(
    body: bytes, hint: Hint = NO_HINT, url: str = "http://press.test/신의주?idxno=7", kind: str | None = "text/html"
) -> Page:
    digest = hashlib.sha256(body).hexdigest()
    return Page(
        page_id=archive.page_id("dailynk-ko", url, NOW, digest),
        source_id="dailynk-ko",
        url=url,
        final_url=url,
        fetched_at=NOW,
        status=200,
        content_type=kind,
        body=body,
        sha256=digest,
        hint=hint,
    )


hints = st.builds(
    Hint,
    title=st.none() | st.text(),
    published=st.none() | st.datetimes(timezones=st.just(UTC)),
    published_day=st.none() | st.dates(),
    authors=st.lists(st.text(), max_size=3).map(tuple),
    via=st.sampled_from(["feed", "api", "sitemap", "given", None]),
)


@given(body=st.binary(max_size=4000), hint=hints)
@settings(max_examples=60, deadline=None)
def test_a_kept_page_is_read_back_equal(tmp_path_factory: pytest.TempPathFactory, body: bytes, hint: Hint) -> None:
    folder = tmp_path_factory.mktemp("archive")
    kept = page(body, hint)
    assert archive.read(folder, archive.keep(folder, kept), kept.sha256) == kept


def test_keeping_a_page_twice_leaves_one_file(tmp_path: Path) -> None:
    kept = page("<p>단둥</p>".encode("cp949"))
    assert archive.keep(tmp_path, kept) == archive.keep(tmp_path, kept)
    assert list(archive.walk(tmp_path)) == [archive.path_of(kept)]
    assert [p.name for p in tmp_path.rglob("*.tmp")] == []


def test_no_cut_and_no_flipped_bit_gives_other_bytes_than_were_kept(tmp_path: Path) -> None:
    kept = page(b"<html>" + bytes(range(256)) * 4, Hint(title="제목", published_day=date(2026, 3, 26)))
    path = tmp_path / archive.keep(tmp_path, kept)
    whole = path.read_bytes()
    damaged = [whole[:cut] for cut in range(0, len(whole), 5)]
    damaged += [whole[:i] + bytes([whole[i] ^ 1 << (i % 8)]) + whole[i + 1 :] for i in range(0, len(whole), 3)]

    def read_or_complaint(data: bytes) -> Page | str:
        path.write_bytes(data)
        try:
            return archive.read(tmp_path, archive.path_of(kept), kept.sha256)
        except ArchiveError as e:
            return str(e)

    results = [read_or_complaint(data) for data in damaged]
    complaints = [r for r in results if isinstance(r, str)]
    assert [r for r in results if not isinstance(r, str) and r != kept] == []
    assert len(complaints) > 0.9 * len(damaged)
    assert [c for c in complaints if str(path) not in c] == []


def test_a_page_that_is_another_than_the_ledger_says_is_refused(tmp_path: Path) -> None:
    relative = archive.keep(tmp_path, page(b"one"))
    with pytest.raises(ArchiveError, match="not those that were kept"):
        archive.read(tmp_path, relative, hashlib.sha256(b"two").hexdigest())


def test_a_missing_page_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"gone\.warc\.gz.*restore"):
        archive.read(tmp_path, "dailynk-ko/2026-03-26/gone.warc.gz")


def test_a_full_disk_is_a_clear_error_and_leaves_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ArchiveError, match="No space left on device; free space"):
        archive.keep(tmp_path, page(b"body"))
    assert list(archive.walk(tmp_path)) == []


def test_any_warc_reader_opens_a_kept_page(tmp_path: Path) -> None:
    relative = archive.keep(tmp_path, page(b"body", url="http://press.test/a"))
    with (tmp_path / relative).open("rb") as file:
        [(kind, address, body)] = [
            (r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read())
            for r in ArchiveIterator(file, check_digests=True)
        ]
    assert (kind, address, body) == ("resource", "http://press.test/a", b"body")


def test_walk_gives_a_fixed_order_and_only_the_sources_asked_for(tmp_path: Path) -> None:
    paths = sorted(archive.keep(tmp_path, page(bytes([n]), url=f"http://press.test/{n}")) for n in range(5))
    assert list(archive.walk(tmp_path)) == paths
    assert list(archive.walk(tmp_path, frozenset({"dailynk-en"}))) == []
