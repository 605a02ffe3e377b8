"""The regions of whole reports: which, in which role, and where the event happens; every text is invented."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Span
from tests.tagging.reading import RULES, places, tagged

GUARDS = """N. Korea replaces border guards in Ryanggang Province
By Kim Chae Hwan - 2025.08.11
North Korea has rotated the border guard units stationed along the Yalu River in Ryanggang Province, Daily NK has learned.

According to a source in the province on Friday, the 25th Brigade left Hyesan, Pochon and Samsu counties by the end of July. Replacement units from Kangwon Province arrived in early August.

"Smugglers who had paid the old guards in Hyesan lost everything," the source said. "In Kim Jong Suk County it is the same."

Guards from inland areas such as Sariwon and Wonsan have no ties to local people. Chinese traders in Changbai have asked their partners to wait.

Related stories
Dandong sees more trucks"""

PIERS = """advertisement
North Korea
The man behind the Quanhe deal
Posted by Admin | 2016-05-02 | comments 3
A Chinese company has signed a lease for two piers at Rajin Port. The firm, based in Hunchun, will build a road from Quanhe to Rason. North Korea’s embassy in Beijing did not answer. Similar plans for Chongjin Port came to nothing.
You may also like
Kaesong reopening in doubt
Tourists return to Pyongyang"""

FLOUR = """함경북도 소식통은 12일 “러시아 연해주에서 들여온 밀가루가 라선시를 거쳐 청진과 함흥으로 넘어왔다”고 전했다. 두만강역에는 화차가 줄지어 서 있고, 하산에서 오는 열차가 매일 한 차례 들어온다. 나진항에는 러시아 배도 보인다. 나진과 선봉의 주민들은 밀가루를 사기 위해 나선다. 국경도시 훈춘의 상인들도 나선 지역으로 나가는 물건이 늘었다고 했다."""

STEEL = """중국 랴오닝성 단둥에 머물던 북한 무역일꾼 수십 명이 신의주로 귀국한 것으로 알려졌다.

중국의 대북 소식통은 5일 “압록강철교로 버스 세 대가 넘어갔다”며 “평양에서 내려온 간부들이 인솔했다”고 말했다.

심양과 대련에 있던 일꾼들도 불려 들어왔다. 집안 사정을 이유로 남겠다는 사람도 있었으나 무산됐다는 전언이다."""

REPORTS = [
    ("en", "N. Korea replaces border guards in Ryanggang Province", GUARDS,
     "KP-10 KP-10-HYESAN KP-10-POCHON KP-10-SAMSU KP-07 KP-10-KIMJONGSUK KP-06-SARIWON KP-07-WONSAN CN-JL-CHANGBAI", "KP-10"),
    ("en", "The man behind the Quanhe deal", PIERS,
     "PORT-RAJIN CN-JL-HUNCHUN CN-JL-QUANHE KP-13 CN-BJ PORT-CHONGJIN", "KP-13"),
    ("ko", "", FLOUR,
     "KP-09 RU-PRI KP-13 KP-09-CHONGJIN KP-08-HAMHUNG KP-13-TUMANGANG RU-PRI-KHASAN PORT-RAJIN KP-13-RAJIN KP-13-SONBONG CN-JL-HUNCHUN", "KP-13"),
    ("ko", "北 무역일꾼들, 中 단둥서 귀국길 올라", STEEL,
     "CN-LN CN-LN-DANDONG KP-03-SINUIJU X-SINUIJU-DANDONG-FRIENDSHIP KP-01 CN-LN-SHENYANG CN-LN-DALIAN", "CN-LN"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "title", "text", "regions", "primary"), REPORTS)
def test_a_report_has_the_regions_it_names_and_the_unit_where_its_event_happens(
    lang: str, title: str, text: str, regions: str, primary: str
) -> None:
    found = tagged(lang, text, title)[0]
    assert ({t.id for t in found.tags}, found.primary_region) == (set(regions.split()), primary)


def test_a_link_between_two_ends_belongs_to_the_north_korean_end() -> None:
    text = "Manpo and Ji'an are joined by a bridge. Trucks went from Ji'an to Manpo. North Korea was silent."
    assert tagged("en", text)[0].primary_region == "KP-04"


def test_the_place_of_the_informant_is_not_the_place_of_the_event() -> None:
    text = "자강도 소식통은 “북한 신의주에서 무역이 늘었다”고 전했다. 신의주 세관이 붐빈다."
    found = tagged("ko", text)[0]
    roles = {t.id: t.role for t in found.tags}
    assert (found.primary_region, found.primary_place, roles) == (
        "KP-03",
        "KP-03-SINUIJU",
        {"KP-04": "source", "KP-03-SINUIJU": "event"},
    )


def test_of_two_equal_units_none_is_primary() -> None:
    text = "Rice rose in Hyesan and Chongjin. North Korea was silent."
    assert tagged("en", text)[0].primary_region is None


def test_datelines_and_captions_and_related_headlines_name_no_region_of_the_report() -> None:
    english = "DANDONG, China (Reuters) - Trucks crossed to Sinuiju on Monday, a North Korean trader said.\nA market in Yanji. (Photo: A. Nother)"
    korean = "(선양=연합뉴스) 홍길동 특파원 = 북한 신의주에 트럭이 들어갔다.\n▲단둥 시장의 모습 /사진=데일리NK\n☞ 혜산 밀수 늘어"
    assert (places("en", english), places("ko", korean)) == ({"KP-03-SINUIJU"}, {"KP-03-SINUIJU"})


def test_a_mere_orientation_is_named_with_little_weight() -> None:
    found = tagged("en", "The yard near Sinuiju was empty. Goods went to Hyesan in North Korea.")[0]
    tags = {t.id: (t.role, t.salience) for t in found.tags}
    assert tags == {"KP-03-SINUIJU": ("mention", 0.2), "KP-10-HYESAN": ("event", 1.0)}


def test_every_span_of_a_region_holds_a_spelling_of_it() -> None:
    title, text = (
        "Smuggling in Hyesan",
        "Smuggling in Hyesan and Sinuiju grew. In Hyesan, North Korean guards looked away.",
    )
    found = tagged("en", text, title)[0]
    spelt = {t.id: [(title if s.part == "title" else text)[s.start : s.end] for s in t.spans] for t in found.tags}
    assert spelt == {"KP-10-HYESAN": ["Hyesan"] * 3, "KP-03-SINUIJU": ["Sinuiju"]}
    assert found.tags[0].spans[0] == Span(13, 19, "title")


def test_a_report_without_a_link_to_north_korea_has_no_ambiguous_places() -> None:
    assert (
        places("ko", "전남 순천시와 경남 고성군, 인천 옹진군에서 축제가 열렸다. 남포리와 운산에서도 열렸다.") == set()
    )


@pytest.mark.parametrize("text", [FLOUR, STEEL])
def test_decomposed_hangul_has_the_same_regions(text: str) -> None:
    assert places("ko", unicodedata.normalize("NFD", text)) == places("ko", text)


CITIES = ["Hyesan", "Sinuiju", "Hoeryong", "Dandong", "Hunchun", "Rason"]


@given(st.lists(st.sampled_from(CITIES), min_size=1, max_size=6, unique=True))
def test_every_town_of_a_list_is_found_in_whatever_order(cities: list[str]) -> None:
    text = f"Trade grew in {', '.join(cities)}, North Korean sources said."
    assert len(places("en", text)) == len(cities)


def test_every_official_name_of_the_gazetteer_is_found_as_its_region() -> None:
    shared = {"KP-02-UNSAN", "KP-03-UNSAN"}
    text = {"en": "North Korean trucks were seen in {} on Monday.", "ko": "북한 트럭이 {}에서 보였다고 한다."}
    missed = [
        (row.surface, row.region_id)
        for row in RULES.seeds.region_names
        if row.lang in text and row.name_kind == "official" and not row.ambiguous and "-" in row.region_id
        and row.region_id not in places(row.lang, text[row.lang].format(row.surface)) | shared and not row.region_id.startswith("GEO")
    ]  # fmt: skip
    assert missed == []
