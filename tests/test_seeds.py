"""Reference data is validated on load, and a bad row is named by file, line and column."""

import shutil
from pathlib import Path

import pytest

from pipeline import seeds
from pipeline.errors import SeedsError


def folder(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    if name != "sources.csv":
        shutil.copy(seeds.BUNDLED / "sources.csv", tmp_path)
    return tmp_path


def test_the_bundled_seeds_load() -> None:
    loaded = seeds.load()
    assert {s.group for s in loaded.sources} == {"live", "sample"}
    roots = {r.region_id for r in loaded.regions if r.parent_id is None and r.kind == "country"}
    assert roots == {c.country for c in loaded.countries} == {"KP", "CN", "RU", "KR", "JP", "MN"}


def test_another_outlet_is_one_row_of_four_columns(tmp_path: Path) -> None:
    row = "source_id,base_url,lang,timezone\nborder-blog,http://blog.test/,en,Asia/Seoul\n"
    [source] = seeds.load(folder(tmp_path, "sources.csv", row)).sources
    assert (source.source_id, source.discovery, source.body, source.group) == (
        "border-blog",
        "wordpress",
        "page",
        "live",
    )


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("sources.csv", "source_id,base_url,lang\na,http://a.test/,en\n", r"sources\.csv: line 1: column 'timezone' is missing"),
        ("sources.csv", "source_id,base_url,lang,timezone\na,http://a.test/,en,Asia/Nowhere\n", r"line 2, column timezone: .*no such time zone"),
        ("sources.csv", "source_id,base_url,lang,timezone\na,a.test,en,Asia/Seoul\n", r"line 2, column base_url: .*http"),
        ("sources.csv", "source_id,base_url,lang,timezone\na,http://a.test/,fr,Asia/Seoul\n", r"line 2, column lang: .*'fr'"),
        ("sources.csv", "source_id,base_url,lang,timezone\na,http://a.test/,en\n", r"line 2: the row has not as many cells"),
        ("sources.csv", "source_id,base_url,lang,timezone,colour\na,http://a.test/,en,Asia/Seoul,red\n", r"line 2, column colour"),
        ("sources.csv", "source_id,base_url,lang,timezone\n" + "a,http://a.test/,en,Asia/Seoul\n" * 2, r"'a' stands twice"),
        ("topics.csv", "topic_id,parent_id,name_en,name_ko\nx,nowhere,X,엑스\n", r"topics\.csv: line 2, column parent_id: .*'nowhere'"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_by_file_line_and_column(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    with pytest.raises(SeedsError, match=complaint):
        seeds.load(folder(tmp_path, name, text))


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_bytes("source_id,note\na,신의주\n".encode("cp949"))
    with pytest.raises(SeedsError, match="not a UTF-8 CSV file"):
        seeds.load(tmp_path)


def test_a_folder_without_sources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedsError, match=r"no sources\.csv there"):
        seeds.load(tmp_path)


def test_sources_are_chosen_by_id_or_group_and_an_unknown_one_is_named() -> None:
    loaded = seeds.load()
    assert [s.source_id for s in loaded.select("sample")] == ["sample-en", "sample-ko"]
    assert [s.source_id for s in loaded.select("dailynk-ko, dailynk-en,dailynk-ko")] == ["dailynk-ko", "dailynk-en"]
    with pytest.raises(SeedsError, match=r"no source 'dailynk'.*dailynk-en"):
        loaded.select("dailynk")
    with pytest.raises(SeedsError, match="no source asked for"):
        loaded.select(" ,")
