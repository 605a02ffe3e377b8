"""Where informants are, of what kind, and whom they told; every text is invented."""

import pytest

from pipeline.records import Attribution, Span
from tests.tagging.reading import LINK, tagged, wheres

ENGLISH = [
    ("A source in Hyesan, Ryanggang Province, told Daily NK on Monday that smuggling stopped.", "KP-10-HYESAN"),
    ("According to a Daily NK source in North Hamgyong Province recently, trucks came.", "KP-09"),
    ("Speaking on condition of anonymity, a source in South Pyongan Province told Daily NK that prices rose.", "KP-02"),
    ("“It is over,” the China-based source said.", "CN"),
    ("A Dandong-based trader told NK News that trucks were back.", "CN-LN-DANDONG"),
    ("A Chinese trader in Dandong told Reuters on Friday that coal was moving.", "CN-LN-DANDONG"),
    ("“Nobody dares,” a resident of Hoeryong told RFA’s Korean Service.", "KP-09-HOERYONG"),
    (
        "A resident of North Hamgyong province, who requested anonymity for security reasons, told RFA Korean that soldiers came.",
        "KP-09",
    ),
    ("A source in the border city of Sinuiju told Asiapress that the customs office opened.", "KP-03-SINUIJU"),
    ("An official at a trading company in Yanji told RFA that the ban holds.", "CN-JL-YANJI"),
    ("Sources in China and elsewhere were silent. The source of income is smuggling.", "CN"),
    ("Another source in North Korea told Daily NK that it was true.", "KP"),
    ("The source said smuggling in Hyesan stopped.", ""),
    ("A source familiar with Pyongyang said trade rose.", ""),
    ("A source familiar with the matter in Hyesan told Daily NK that the customs house opened.", "KP-10-HYESAN"),
    ("Residents of Hyesan are complaining, and traders in Dandong are waiting.", ""),
    ("A North Hamgyong Province source told Daily NK that fishermen drowned.", "KP-09"),
    ("Local sources in Hoeryong said the market was closed.", "KP-09-HOERYONG"),
    ("Inspections rose in Dandong and Dalian, local sources said.", "CN-LN"),
    ("An internal source told NK Times that guards were replaced.", "KP"),
    ("Multiple sources in Yanggang Province confirmed the report.", "KP-10"),
    (
        "A reporting partner in Musan County, North Hamgyong Province, reported in May that the ration stopped.",
        "KP-09-MUSAN",
    ),
    ("KCNA said Kim Jong Un visited a factory.", ""),
    ("Daily NK works with a network of sources living in North Korea, China, and elsewhere.", ""),
    ("A defector in Seoul who keeps in contact with Hyesan said so.", ""),
    ("A source in Pyongyang, who spoke on condition of anonymity, told Daily NK that rice was dear.", "KP-01"),
    ("“They check every box,” said a trader in Hunchun.", "CN-JL-HUNCHUN"),
    ("A source at the customs office in Hunchun told us that seafood is banned.", "CN-JL-HUNCHUN"),
    (
        "A source in Jilin Province told Daily NK. Another source in Liaoning Province told Daily NK the same.",
        "CN-JL CN-LN",
    ),
    ("Japanese broadcaster NHK, citing sources in China, said trains ran.", "CN"),
    ("a source inside North Pyongan Province’s trade bureau told Daily NK that waku were cut.", "KP-03"),
    ("A Chinese source told RFA that drivers are tested.", "CN"),
    ("A North Korean source in China told RFA that workers wait.", "CN"),
    ("According to sources, smuggling in Hyesan fell.", ""),
    ("A source from Yangkang Province reported on the 5th that guards were changed.", "KP-10"),
    ("A trade worker in Sinuiju told a Daily NK reporter by phone that containers arrived.", "KP-03-SINUIJU"),
    ("A Russian source in Vladivostok told TASS that a ferry was planned.", "RU-PRI-VLADIVOSTOK"),
    ("South Korean officials in Seoul said imports rose.", ""),
    ("A source in South Hamgyong’s Hamhung told Daily NK Tuesday that power was cut.", "KP-08-HAMHUNG"),
    ("A source in Sakju County told Daily NK that a resident of Uiju County had been arrested.", "KP-03-SAKJU"),
    ("In Dandong, truckers and vendors told Reuters that business was slow.", "CN-LN-DANDONG"),
    ("According to a source in South Pyongan Province who spoke to Daily NK on March 4, looms were imported.", "KP-02"),
    (
        "“They’re gone,” a source in Chongjin, North Hamgyong Province, told Daily NK on condition of anonymity.",
        "KP-09-CHONGJIN",
    ),
    ("Multiple Daily NK sources inside North Korea report that prices fell.", "KP"),
    ("A source in China who is familiar with North Korea-China trade told Daily NK so.", "CN"),
    ("A high-ranking source inside North Korea told Daily NK so.", "KP"),
    ("Sources in the Chinese border city of Dandong told NK News so.", "CN-LN-DANDONG"),
    ("A Korean-Chinese businessman in Yanji told RFA that the market was empty.", "CN-JL-YANJI"),
    ("A person living in Hyesan told ASIAPRESS that she had no rice.", "KP-10-HYESAN"),
    ("Daily NK’s source in Hyesan said the army came.", "KP-10-HYESAN"),
    ("An ASIAPRESS reporting partner in North Hamgyong Province reported the price on Sept. 3.", "KP-09"),
    ("A farmer in Paekam County, Ryanggang Province, told Daily NK that potatoes rotted.", "KP-10-PAEKAM"),
    ("Traders say that Hyesan is quiet. Residents say Musan is too.", ""),
    ("The authorities told residents of Hyesan to register.", ""),
    ("Officials in Pyongyang told traders to wait.", ""),
    (
        "Kim, a trader in Dandong who asked to be identified by her surname, told Reuters that eels sell well.",
        "CN-LN-DANDONG",
    ),
    ("A Chinese customs official in Dandong told Yonhap that the yard was full.", "CN-LN-DANDONG"),
    ("A diplomatic source in Beijing said the train would run.", "CN-BJ"),
    ("Citing a source in North Pyongan Province, Daily NK reported that the yard is full.", "KP-03"),
    ("Daily NK, citing sources in Ryanggang Province, reported it.", "KP-10"),
    ("According to Radio Free Asia, a source in North Hamgyong Province said soldiers starve.", "KP-09"),
    ("A military source in Kangwon Province told Daily NK that units moved.", "KP-07"),
    ("“I saw it,” a woman from Hoeryong told RFA.", "KP-09-HOERYONG"),
    ("The source in Sinuiju said the same. The Sinuiju source added that it was over.", "KP-03-SINUIJU"),
    (
        "One source in Hamhung told Daily NK this. A separate source in Pyongsong told Daily NK that.",
        "KP-08-HAMHUNG KP-02-PYONGSONG",
    ),
    ("A trade official in North Korea told Daily NK that quotas grew.", "KP"),
    ("An informant inside the country said so.", "KP"),
    ("A source close to the matter said a fire broke out in Hyesan.", ""),
    ("Sources along the border said guards in Hyesan left.", ""),
    ("Sources in Yanggang and North Hamgyong provinces told Daily NK that tests are held.", "KP-10 KP-09"),
    ("A South Korean government source said talks were on.", ""),
]

KOREAN = [
    ("양강도 소식통은 8일 데일리NK에 “혜산에서 밀수가 멈췄다”고 전했다.", "KP-10"),
    ("26일 데일리NK 평안북도 소식통에 따르면 무역이 늘었다.", "KP-03"),
    ("함경북도 회령시의 한 소식통은 “단속이 심하다”고 말했다.", "KP-09-HOERYONG"),
    ("양강도 혜산시 소식통은 지난 5일 데일리NK와의 통화에서 “장마당이 비었다”고 전했다.", "KP-10-HYESAN"),
    ("중국 내 대북 소식통은 “단둥 세관이 바쁘다”고 했다.", "CN"),
    ("중국 단둥의 한 무역업자는 RFA에 “트럭이 줄었다”고 말했다.", "CN-LN-DANDONG"),
    ("복수의 대북 소식통에 따르면 신의주에서 열차가 들어왔다.", ""),
    ("북한 내부 소식통이 전했다.", "KP"),
    ("내부 소식통은 “그렇다”고 했다. 또 다른 양강도 소식통도 같은 말을 했다.", "KP-10"),
    ("현지 소식통은 라선시 세관이 열렸다고 전했다.", "KP-13"),
    ("평양 사정에 밝은 대북 소식통은 “쌀값이 올랐다”고 했다.", ""),
    ("소식통은 “혜산에서는 밀수가 없다”고 말했다. 이 소식통은 덧붙였다.", ""),
    ("함경북도의 한 주민소식통은 1일 자유아시아방송에 “군인이 왔다”고 전했다.", "KP-09"),
    ("양강도의 한 주민은 10일 자유아시아방송에 “옥수수가 부족하다”고 말했다.", "KP-10"),
    ("자강도 내부소식통은 “군수공장이 멈췄다”고 전했다.", "KP-04"),
    ("신의주에 사는 한 주민은 데일리NK에 “물가가 뛰었다”고 말했다.", "KP-03-SINUIJU"),
    ("주민들은 “살기 어렵다”고 불평한다고 소식통은 말했다.", ""),
    ("단둥의 대북 무역상인은 KBS와의 인터뷰에서 “못 한다”고 말했다.", "CN-LN-DANDONG"),
    ("조선중앙통신은 김정은이 공장을 찾았다고 보도했다.", ""),
    ("베이징의 외교 소식통은 “열차가 곧 재개된다”고 밝혔다.", "CN-BJ"),
    ("연길의 한 사업가는 RFA에 “해산물이 들어온다”고 말했다.", "CN-JL-YANJI"),
    ("아시아프레스의 함경북도 취재협력자는 “배급이 끊겼다”고 전해왔다.", "KP-09"),
    ("평안남도 평성의 소식통은 “도매상이 줄었다”고 했다.", "KP-02-PYONGSONG"),
    ("중국 지린성의 한 대북 소식통은 “투먼 세관이 한산하다”고 전했다.", "CN-JL"),
    ("러시아 블라디보스토크의 소식통은 “노동자들이 떠났다”고 했다.", "RU-PRI-VLADIVOSTOK"),
    ("라선시 무역기관 관계자는 데일리NK에 “차판이 줄었다”고 귀띔했다.", "KP-13"),
    ("함경북도 소식통을 인용해 데일리NK가 보도했다.", "KP-09"),
    ("평안북도 신의주시 주민 소식통은 “전기가 없다”고 했다.", "KP-03-SINUIJU"),
    ("중국의 한 소식통은 북한 평양으로 가는 물자가 늘었다고 말했다.", "CN"),
    ("한 대북 소식통은 “중국 단둥에서 차량이 넘어갔다”고 말했다.", ""),
    ("국경지역 소식통은 말했다. 정부 소식통은 부인했다.", ""),
    ("길림성 장백현에 거주하는 대북 무역업자는 아시아프레스에 “차가 많다”고 말했다.", "CN-JL-CHANGBAI"),
    ("랴오닝성 선양에서 활동하는 북한 무역일꾼은 RFA에 “와크가 줄었다”고 했다.", "CN-LN-SHENYANG"),
    ("26일 함경남도 함흥시 소식통이 전한 바에 따르면 쌀값이 올랐다.", "KP-08-HAMHUNG"),
    ("혜산의 밀수꾼이 체포됐다고 양강도 소식통이 9일 전했다.", "KP-10"),
    ("데일리NK 취재에 따르면 함북 청진시 수남시장에서 밀가루 값이 뛰었다.", ""),
    ('<녹취> 훈춘 수산시장 상인(음성변조) : "조개가 다 북한산이에요."', "CN-JL-HUNCHUN"),
    ("익명을 요구한 북한 소식통은 “무역이 막혔다”고 했다.", "KP"),
    ("황해남도 해주시의 한 간부는 RFA에 “소금이 남는다”고 했다.", "KP-05-HAEJU"),
    ("데일리NK가 양강도 소식통을 통해 입수한 자료.", "KP-10"),
    ("복수의 데일리NK 양강도 소식통에 따르면 그렇다.", "KP-10"),
    ("신의주 현지 소식통은 전했다.", "KP-03-SINUIJU"),
    ("중국 현지 소식통에 따르면 단둥이 붐빈다.", "CN"),
    ("함경북도 무역 부문 소식통은 “와크가 줄었다”고 했다.", "KP-09"),
    ("양강도 보위부 소식통이 전했다.", "KP-10"),
    ("양강도 국경경비대 관계자는 데일리NK에 “교대했다”고 말했다.", "KP-10"),
    ("‘데일리NK’ 함경북도 소식통은 말했다.", "KP-09"),
    ("또 다른 함경북도 소식통은 “비슷하다”고 했다. 양강도 소식통도 그렇게 말했다.", "KP-09 KP-10"),
    ("평안북도의 한 대북무역 관계자는 RFA에 “어렵다”고 토로했다.", "KP-03"),
    ("주민들은 당국에 불만을 말했다. 혜산 주민은 말했다.", ""),
    ("혜산시 주민 박모 씨는 “쌀이 없다”고 데일리NK에 전했다.", "KP-10-HYESAN"),
    ("중국에서 북한과 무역을 하는 한 소식통은 “막혔다”고 했다.", "CN"),
    ("단둥에서 무역업을 하는 한 중국인 사업가는 RFA에 “손해가 크다”고 말했다.", "CN-LN-DANDONG"),
    ("북한 국경 사정에 밝은 중국 훈춘의 한 소식통은 “조용하다”고 했다.", "CN-JL-HUNCHUN"),
    ("소식통은 신의주에서 온 상인들의 말을 인용해 전했다.", ""),
    ("연합뉴스는 단둥 소식통을 인용해 보도했다.", "CN-LN-DANDONG"),
    ("일본 NHK는 중국 소식통을 인용해 열차가 운행됐다고 전했다.", "CN"),
    ("국경지역의 한 소식통은 “평안북도로 물자가 들어갔다”고 말했다.", ""),
    ("평양의 한 간부 소식통은 “그렇다”고 했다.", "KP-01"),
    ("아시아프레스의 북부 지역 취재협력자는 전했다.", ""),
    ("함경북도에 사는 취재협력자 A 씨는 “배급이 없다”고 말했다.", "KP-09"),
    ("중국 다롄의 수산물 수입업자는 로이터통신에 “안 판다”고 했다.", "CN-LN-DALIAN"),
    ("한국의 한 탈북민은 “혜산 가족과 통화했다”고 말했다.", ""),
    ("통일부 당국자는 “주시하고 있다”고 말했다.", ""),
    ("러시아 연해주에 파견된 노동자는 데일리NK에 “월급이 없다”고 했다.", "RU-PRI"),
    ("양강도와 함경북도 소식통들에 따르면 그렇다.", "KP-10 KP-09"),
    ("라선시의 한 주민은 아시아프레스 취재에 “장사가 안 된다”고 말했다.", "KP-13"),
]


@pytest.mark.parametrize(("text", "regions"), ENGLISH)
def test_an_english_informant_is_where_the_phrase_says_and_nowhere_if_it_does_not_say(text: str, regions: str) -> None:
    assert wheres("en", text + LINK["en"]) == set(regions.split())


@pytest.mark.parametrize(("text", "regions"), KOREAN)
def test_a_korean_informant_is_where_the_phrase_says_and_nowhere_if_it_does_not_say(text: str, regions: str) -> None:
    assert wheres("ko", text + LINK["ko"]) == set(regions.split())


def test_an_attribution_tells_who_where_to_whom_and_how_it_is_known() -> None:
    text = "Another source in Hyesan told Daily NK on Tuesday that smuggling stopped in North Korea."
    assert tagged("en", text, source="dailynk-en")[1] == (
        Attribution(
            where="KP-10-HYESAN",
            who="another source",
            told="Daily NK",
            kind="source",
            anonymous=True,
            hearsay=0,
            span=Span(0, len("Another source in Hyesan")),
            rule="source-in-place",
        ),
    )


def test_a_source_that_told_another_outlet_is_hearsay() -> None:
    text = "북한 함경북도 소식통은 지난 8일 데일리NK에 “회령에서 단속이 심하다”고 전했다."
    own, cited = (tagged("ko", text, source=source)[1][0] for source in ("dailynk-ko", "연합뉴스"))
    assert (own.hearsay, cited.hearsay, cited.told) == (0, 1, "데일리NK")


def test_state_media_and_cited_outlets_are_sources_without_a_place_and_the_own_outlet_is_none() -> None:
    text = "KCNA said Kim Jong Un toured a farm. According to NK News, trade rose. Reuters reported it too."
    found = tagged("en", text, source="Reuters via a mirror")[1]
    assert [(a.who, a.kind, a.where, a.anonymous) for a in found] == [
        ("KCNA", "state-media", None, False),
        ("NK News", "outlet", None, False),
    ]


def test_a_source_inside_the_north_is_the_one_whose_province_is_named_unless_it_is_another() -> None:
    same = "북한 내부 소식통이 8일 전했다. 양강도 소식통은 데일리NK에 “밀수가 멈췄다”고 말했다."
    other = "A source in Ryanggang Province told Daily NK so. Another source in North Korea told Daily NK the same."
    assert (wheres("ko", same), wheres("en", other)) == ({"KP-10"}, {"KP-10", "KP"})


def test_nothing_that_could_identify_an_informant_is_kept() -> None:
    text = "북한 혜산시에 사는 40대 주민 김모 씨는 RFA에 말했다. 길림성에서 무역을 하는 50대 업자는 RFA에 “어렵다”고 전했다."
    found = tagged("ko", text)[1]
    assert [(a.who, a.where) for a in found] == [("주민", "KP-10-HYESAN"), ("업자", "CN-JL")]
