"""Which goods a report moves, bans, seizes or prices; every sentence is invented."""

import pytest

from tests.tagging.trade import goods, tags

TRADED = [
    ("en", "Two trucks brought in tyres and solar panels from Changbai.", "tires-parts solar-panels"),
    ("en", "Imports of sugar have doubled since spring.", "sugar"),
    ("en", "Customs officers seized ginseng and pine nuts hidden in a van.", "ginseng nuts-forest-products"),
    ("en", "A kilogram of corn cost 3,900 won in Hyesan.", "corn"),
    ("en", "Copper wire, scrap iron and gold are smuggled out at night.", "copper scrap-metal gold"),
    ("en", "The firm exports wigs, false eyelashes and gloves.", "wigs clothing"),
    ("en", "Products made of metals such as steel may no longer be exported.", "metals steel"),
    ("ko", "트럭 두 대가 창바이에서 타이어와 태양광 패널을 들여왔다.", "tires-parts solar-panels"),
    ("ko", "설탕 수입이 봄보다 두 배로 늘었다.", "sugar"),
    ("ko", "세관은 승합차에 숨긴 인삼과 잣을 압수했다.", "ginseng nuts-forest-products"),
    ("ko", "혜산에서 강냉이 1kg은 3900원에 팔린다.", "corn"),
    ("ko", "밤마다 구리선과 파철, 금을 밀수한다.", "copper scrap-metal gold"),
    ("ko", "이 회사는 가발과 속눈썹, 장갑을 수출한다.", "wigs clothing"),
]


@pytest.mark.parametrize(("lang", "text", "expected"), TRADED)
def test_goods_that_are_moved_sold_seized_or_priced_count(lang: str, text: str, expected: str) -> None:
    assert goods(lang, text) == set(expected.split())


CARRIERS = [
    ("en", "Forty trucks crossed the bridge with flour.", "flour"),
    ("en", "The coal was carried away by ship.", "coal"),
    ("en", "Vans and tyres smuggled from Dandong were parked there.", "vehicles tires-parts"),
    ("en", "Smugglers sold used cars and buses.", "vehicles"),
    ("ko", "화물차에 밀가루를 싣고 다리를 건너 들여왔다.", "flour"),
    ("ko", "배를 이용해 석탄을 내보냈다.", "coal"),
    ("ko", "무역회사들이 트럭과 승용차를 밀수했다.", "vehicles"),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CARRIERS)
def test_what_only_carries_the_goods_is_no_good_and_what_is_bought_is(lang: str, text: str, expected: str) -> None:
    assert goods(lang, text) == set(expected.split())


NOT_CARGO = [
    ("en", "The coal mine at Jikdong exports nothing."),
    ("en", "Traders meet in a seafood restaurant and buy nothing."),
    ("en", "He won a gold medal and sold his story."),
    ("en", "The party wants more rice fields."),
    ("en", "Three phones were found, and the owners were arrested."),
    ("en", "They eat rice and corn porridge."),
    ("en", "In the 1990s the company exported coal and timber."),
    ("en", "The 2017 ban covers coal and iron."),
    ("en", "The yuan traded at 3,000 won."),
    ("ko", "수산물 식당에 상인들이 모였다."),
    ("ko", "탄광 마을 주민들이 추위에 떨고 있다."),
    ("ko", "쌀쌀한 날씨에도 상인들이 물건을 팔고 있다."),
    ("ko", "주민들은 강냉이죽을 먹고 버틴다."),
    ("ko", "과거에는 석탄과 목재를 수출했다."),
    ("ko", "석탄도 금수 품목이다."),
    ("ko", "위안은 3000원에 거래된다."),
    ("ko", "압록강 하류 약 80km 구간에서 밀수가 벌어진다."),
    ("ko", "이날 밤 은은한 불빛 속에 거래가 이뤄졌다."),
]


@pytest.mark.parametrize(("lang", "text"), NOT_CARGO)
def test_a_good_in_a_name_a_meal_the_past_or_a_list_of_bans_does_not_count(lang: str, text: str) -> None:
    assert goods(lang, text) == set()


SYLLABLES = [
    ("은 밀수가 늘었다.", "silver"),
    ("주민들이 금을 중국에 팔고 있다.", "gold"),
    ("금과 은, 동을 밀수했다.", "gold silver copper"),
    ("소를 중국에 팔아넘겼다.", "livestock"),
    ("소식통은 금요일 밀수가 끊겼다고 말했다.", ""),
    ("양이 늘자 배로 실어 날랐다.", ""),
    ("술 수입이 막혔다.", "alcohol"),
]


@pytest.mark.parametrize(("text", "expected"), SYLLABLES)
def test_korean_nouns_of_one_syllable_need_evidence_beside_them(text: str, expected: str) -> None:
    assert goods("ko", text) == set(expected.split())


def test_luxury_cars_are_vehicles_and_luxury_goods_only_by_their_own_name() -> None:
    assert goods("en", "Officials imported luxury cars last week.") == {"vehicles"}
    assert goods("en", "Officials imported luxury goods last week.") == {"luxury-goods"}
    assert goods("ko", "간부들이 지난주 고급 승용차를 수입했다.") == {"vehicles"}
    assert goods("ko", "간부들이 지난주 사치품을 수입했다.") == {"luxury-goods"}


def test_a_ban_counts_as_news_and_not_as_history() -> None:
    assert goods("en", "On Saturday the council adopted a resolution that bans exports of coal and lead ore.") == {
        "coal",
        "lead",
    }
    assert goods("en", "The resolution has banned exports of coal since 2017.") == set()
    assert goods("ko", "안보리는 지난달 석탄 수출을 금지하는 결의안을 채택했다.") == {"coal"}
    assert goods("ko", "석탄 수출은 2017년부터 금지돼 있다.") == set()


def test_rations_and_levies_count_in_a_report_on_prices_and_not_in_one_on_schools() -> None:
    levy = "Each pupil must bring 10 kilograms of rice."
    assert goods("en", levy) == set()
    assert goods("en", "Rice prices rose again. Rice sells for 5,000 won per kilogram. " + levy) == {"rice"}


def test_a_report_on_trade_counts_goods_named_in_the_sentence_next_to_it() -> None:
    text = (
        "North Korea imports more from Dandong than a year ago. Chinese exports to North Korea doubled. "
        "Furniture and cosmetics are the favourites."
    )
    assert {g.id: g.rule for g in tags("en", text).commodities} == {"furniture": "nearby", "cosmetics": "nearby"}


def test_captions_do_not_count_and_each_tag_keeps_its_spans_rule_and_confidence() -> None:
    text = "▲트럭이 목재를 싣고 북한으로 가고 있다. /사진=데일리NK\n북한 무역회사들이 밀가루를 수입했다."
    (flour,) = tags("ko", text).commodities
    start = text.index("밀가루")
    assert (flour.id, flour.rule, flour.confidence) == ("flour", "object", 0.9)
    assert [(s.start, s.end, s.part) for s in flour.spans] == [(start, start + 3, "text")]


def test_a_report_without_a_link_to_north_korea_has_no_goods() -> None:
    assert tags("en", "Busan customs seized perfume from a ferry.").commodities == ()
