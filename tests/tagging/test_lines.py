"""What a line of a text is: the report, a caption, or page furniture."""

import pytest

from pipeline.tagging.lines import kinds

REPORT = {
    "en": "Trade between the two towns came to a halt on Monday after a flood, traders said.",
    "ko": "지난 월요일 홍수가 난 뒤 두 도시 사이의 무역이 완전히 멈췄다고 상인들이 전했다.",
}
LINES = [
    ("en", "| Won | Pyongyang | Sinuiju | Hyesan |", "chrome"),
    ("en", "crackdowns, trade, ryanggang province, hyesan, border", "chrome"),
    ("en", "By Some One", "chrome"),
    ("en", "Someone Else | 2019-06-29 14:46", "chrome"),
    ("en", "RELATED: Trucks return to Hyesan", "chrome"),
    ("en", "<Photo report>A walk through the market of Hyesan (6 photos)", "chrome"),
    ("en", "Shoppers at a market in Yanji. (Photo: Some One)", "caption"),
    ("en", "FILE PHOTO: Trucks line up at Dandong", "caption"),
    ("en", "Trade restrictions in other border areas lifted", "body"),
    ("en", "Share prices of three trading companies fell on Monday, and the customs house said nothing about the new tax.", "body"),
    ("ko", "▲단둥 세관에 줄지어 선 트럭 /사진=데일리NK", "caption"),
    ("ko", "북한으로 들어가는 화물차. 사진=연합뉴스", "caption"),
    ("ko", "☞ 혜산 밀수 다시 늘어", "chrome"),
    ("ko", "입력 2024-03-26 13:18", "chrome"),
    ("ko", "[ 홍길동 / hong@example.org ]", "chrome"),
    ("ko", "혜산, 밀수, 국경, 무역, 세관", "chrome"),
    ("ko", "<녹취> 단둥 상인(음성변조) : 물건이 없어요.", "body"),
    ("ko", "◆ 국경은 여전히 조용", "body"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "line", "kind"), LINES)
def test_a_line_before_the_report_is_what_it_looks_like(lang: str, line: str, kind: str) -> None:
    assert kinds([line, REPORT[lang]], "", lang) == [kind, "body"]


def test_what_stands_above_the_repeated_title_is_the_menu_of_the_page() -> None:
    lines = ["Home", "Floods hit the capital of a far country", "Bridge opens", REPORT["en"]]
    assert kinds(lines, "Bridge opens", "en") == ["chrome", "chrome", "title", "body"]


def test_headings_after_the_report_belong_to_other_reports_but_a_report_cut_off_does_not() -> None:
    cut = "특히 이 소식통은 강철과 알루미늄 등 금속 제품의 반출을 당국이 금지하고 있다고 전하면서 이렇게 덧붙"
    assert kinds([REPORT["ko"], "혜산 밀수 다시 늘어", "라선 관광 재개"], "", "ko") == ["body", "chrome", "chrome"]
    assert kinds([REPORT["ko"], cut], "", "ko") == ["body", "body"]


def test_a_caption_that_carries_the_report_is_the_report() -> None:
    line = "Some outlet reported on Tuesday that 32 crossing points in Samsu and Hyesan were seen from space / Capture from it"
    assert kinds([line], "", "en") == ["body"]
