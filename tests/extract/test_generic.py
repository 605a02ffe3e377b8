"""Pages of outlets that nobody described: briefs among menus, line breaks for paragraphs, tables for layout."""

from datetime import UTC, datetime

import pytest

from pipeline import seeds
from pipeline.extract import Draft, draft, rules
from pipeline.extract import filter as filtering

FIRST = "북한 나선시의 한 시장이 3일부터 오전에만 문을 열고 있다고 현지 소식통이 전했다. 소식통은 전기 사정 때문이라고 설명했다."
SECOND = "시장 관리소는 여는 시간을 매일 아침 문 앞 칠판에 적는다. 상인들은 칠판을 보고 돌아가기도 한다."
THIRD = "칠판은 지난가을에 학교에서 빌린 것이어서 개학이 되면 돌려줘야 한다고 관리소 일꾼이 말했다."
TITLE = "나선 시장 오전만 열어"
MENU = "<div id='top'><ul>" + "".join(f"<li><a href='/c/{n}'>메뉴 {n}</a></li>" for n in range(20)) + "</ul></div>"
RANK = "<div class='rank'><h4>많이 본 뉴스</h4><ol>{}</ol></div>".format(
    "".join(f"<li><a href='/n/{n}'>다른 기사 제목 {n} 시장 물가 급등</a></li>" for n in range(10))
)
FOOT = (
    "<div id='bottom'><p>어느시 어느로 12 | 등록번호 어느 아00000 | 발행인 아무개 | 청소년보호책임자 아무개</p>"
    "<p>Copyright © 국경일보. All rights reserved.</p></div>"
)
PAGES = {
    "a brief of one paragraph": (
        (
            f"{MENU}<div class='view'><h2 class='tit'>{TITLE}</h2><div class='info'>입력 2024.05.03 09:12 수정 2024.05.03 10:00"
            f"</div><div class='txt'>{FIRST}</div></div>{RANK}{FOOT}"
        ),
        [FIRST],
        "2024-05-03T09:12:00",
    ),
    "line breaks for paragraphs": (
        (
            f"{MENU}<div class='view'><h2 class='tit'>{TITLE}</h2><span class='byline'>김바다 기자</span>"
            f"<div class='date'>2024년 5월 3일 오전 9시 12분</div><div id='articleBody'><div class='img_box'><img src='x'>"
            f"<p class='desc'>나선 시장 전경. /연합뉴스</p></div>{FIRST}<br><br>{SECOND}<br/><br/><b>빌린 칠판</b><br><br>{THIRD}"
            f"<br><br>김바다 기자 bada@x.invalid<br><br>&lt;저작권자 ⓒ 국경일보, 무단 전재 및 재배포 금지&gt;</div></div>{RANK}{FOOT}"
        ),
        [FIRST, SECOND, "빌린 칠판", THIRD],
        "2024-05-03T09:12:00",
    ),
    "tables for layout": (
        (
            f"<table><tr><td>{MENU}</td><td><table><tr><td><b>{TITLE}</b></td></tr><tr><td>등록일 : 2024-05-03 09:12</td></tr>"
            f"<tr><td>{FIRST}<p>{SECOND}<p>{THIRD}</td></tr></table></td><td>{RANK}</td></tr></table>{FOOT}"
        ),
        [FIRST, SECOND, THIRD],
        "2024-05-03T09:12:00",
    ),
    "an element that no standard knows": (
        (
            f"{MENU}<x-story><h1>{TITLE}</h1><time datetime='2024-05-03T09:12:00'>3일</time><x-text><p>{FIRST}</p><p>{SECOND}</p>"
            f"<p>{THIRD}</p></x-text></x-story>{RANK}{FOOT}"
        ),
        [FIRST, SECOND, THIRD],
        "2024-05-03T09:12:00",
    ),
    "a wrapper whose class speaks of menus": (
        (
            f"{MENU}<div class='page with-nav nav'><h1>{TITLE}</h1><time datetime='2024-05-03T09:12:00'>3일</time><p>{FIRST}</p>"
            f"<p>{SECOND}</p><p>{THIRD}</p></div>{RANK}{FOOT}"
        ),
        [FIRST, SECOND, THIRD],
        "2024-05-03T09:12:00",
    ),
}


def read(html: str) -> Draft:
    page = filtering.page(html.encode(), "https://x.test/news/view?idx=5", datetime(2026, 3, 20, tzinfo=UTC))
    found = draft(page, filtering.ANYWHERE, rules(seeds.load()))
    assert isinstance(found, Draft), found
    return found


@pytest.mark.parametrize("name", PAGES)
def test_the_article_alone_comes_out(name: str) -> None:
    body, text, published = PAGES[name]
    found = read(f"<html><head><title>{TITLE} | 국경일보</title></head><body>{body}</body></html>")
    assert (found.title, found.text.split("\n\n")) == (TITLE, text)
    assert found.printed is not None
    assert (found.printed.isoformat(), found.lang) == (published, "ko")


def test_a_list_within_the_text_stays_and_a_dateline_does_not() -> None:
    lead = "Salt is on everybody’s list this month, and here is what people by the river say of it."
    items = ["It comes in sacks of fifty kilos.", "It goes out in cups.", "Kelp is salted twice before winter."]
    end = "That is all there is to say of salt until the autumn, when the sacks come back full."
    rows = "".join(f"<li>{item}</li>" for item in items).replace("Kelp", "<a href='/kelp'>Kelp</a>")
    found = read(f"<h1>Salt</h1><p>Published: 3 May 2024, 09:12 KST</p><p>{lead}</p><ol>{rows}</ol><p>{end}</p>")
    assert found.text.split("\n\n") == [lead, *items, end]
    assert found.printed is not None
    assert found.printed.isoformat() == "2024-05-03T09:12:00+09:00"


def test_a_table_of_figures_stays_row_by_row() -> None:
    rows = "".join(
        f"<tr><td>{place}</td><td>{price}</td></tr>" for place, price in (("Rason", "5,100"), ("Onsong", "5,300"))
    )
    lead = "Prices of rice were noted at two markets on the same morning, and the table gives them in won."
    end = "Nobody could say why the second market is dearer, although the road to it is the better one."
    found = read(f"<h1>Rice</h1><p>{lead}</p><table>{rows}</table><p>{end}</p><p>{lead.replace('rice', 'corn')}</p>")
    assert found.text.split("\n\n")[:4] == [lead, "Rason | 5,100", "Onsong | 5,300", end]


def test_dates_beside_other_reports_below_a_brief_are_not_its_own() -> None:
    more = "".join(
        f"<div><a href='/{n}'>Another story {n} of rice</a><span>May {n}, 2024</span></div>" for n in range(1, 9)
    )
    brief = "A market in Rason has opened in the mornings only since Monday, a source there said, because of the power supply."
    found = read(f"<h1>Mornings only</h1><p>{brief}</p><div class='more'>{more}</div>")
    assert (found.text, found.printed) == (brief, None)
