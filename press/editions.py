"""The two editions of the Border Courier (국경통신): where each stands and the words its pages are set in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Lang = Literal["en", "ko"]

KST = ZoneInfo("Asia/Seoul")
FIRST_DAY = datetime(2026, 3, 1, tzinfo=KST)
DAYS = 60


def end_of(day: int) -> datetime:
    """The midnight that ends day `day` of the period (1 is 1 March 2026), in Korean time; raises ValueError."""
    if not 1 <= day <= DAYS:
        raise ValueError(f"day {day}: the sample press has days 1 to {DAYS}")
    return FIRST_DAY + timedelta(days=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition: its path on the host and the fixed words of its theme."""

    lang: Lang
    path: str
    locale: str
    outlet: str
    tagline: str
    desk: str
    section: str
    by: str
    home: str
    latest: str
    related: str
    tags: str
    share: tuple[str, ...]
    weather: tuple[str, ...]
    ticker: tuple[tuple[str, ...], ...]
    footer: tuple[str, ...]
    rights: str
    not_found: str
    members: tuple[str, str]

    def day(self, at: datetime) -> str:
        """The calendar day as the edition prints it, in Korean time."""
        local = at.astimezone(KST)
        return f"{local:%B} {local.day}, {local.year}" if self.lang == "en" else f"{local:%Y.%m.%d} {local:%H:%M}"


ENGLISH = Edition(
    lang="en",
    path="/english",
    locale="en-US",
    outlet="Border Courier",
    tagline="Reports from both banks of the Yalu and the Tumen",
    desk="Border Courier desk",
    section="News",
    by="By",
    home="Home",
    latest="Latest reports",
    related="More from the border",
    tags="Tags",
    share=("Facebook", "X", "KakaoTalk", "Copy link"),
    weather=("Weather", "Pyongyang", "3.4 C", "Sinuiju", "1.9 C", "Hyesan", "-6.2 C"),
    ticker=(
        ("Won", "Pyongyang", "Sinuiju", "Hyesan"),
        ("Exch. Rate, USD", "38,900", "39,150", "39,400"),
        ("Exch. Rate, CNY", "5,310", "5,280", "5,350"),
        ("Rice, kg", "22,800", "23,400", "24,100"),
        ("Corn, kg", "6,100", "6,250", "6,400"),
        ("Petrol, kg", "33,000", "32,500", "34,200"),
    ),
    footer=(
        (
            "Border Courier works with a network of sources on both sides of the border and names none of them. "
            "Our FAQ says how their accounts are checked."
        ),
        "Write to english@courier.invalid with comments or questions about this article.",
    ),
    rights="Copyright © 2026 Border Courier. All rights reserved.",
    not_found="Page not found",
    members=(
        "Members’ briefing: prices along the river",
        "This briefing is written for members. It lists what forty stalls in four towns asked for rice and corn.",
    ),
)

KOREAN = Edition(
    lang="ko",
    path="",
    locale="ko-KR",
    outlet="국경통신",
    tagline="압록강과 두만강 양안에서 전하는 소식",
    desk="국경통신 편집부",
    section="북한",
    by="글",
    home="홈",
    latest="최신 기사",
    related="함께 읽을 기사",
    tags="태그:",
    share=("페이스북", "엑스", "카카오톡", "주소 복사"),
    weather=("날씨", "평양", "3.4 C", "신의주", "1.9 C", "혜산", "-6.2 C"),
    ticker=(
        ("원", "평양", "신의주", "혜산"),
        ("환율(달러)", "38,900", "39,150", "39,400"),
        ("환율(위안)", "5,310", "5,280", "5,350"),
        ("쌀(kg)", "22,800", "23,400", "24,100"),
        ("옥수수(kg)", "6,100", "6,250", "6,400"),
        ("휘발유(kg)", "33,000", "32,500", "34,200"),
    ),
    footer=(
        "기사제보 및 문의: korean@courier.invalid",
        "ⓒ 국경통신, 무단 전재 및 재배포 금지",
    ),
    rights="Copyright ⓒ 2026 국경통신. All rights reserved.",
    not_found="페이지를 찾을 수 없습니다",
    members=(
        "회원 브리핑: 강변 시장 물가",
        "회원을 위해 쓴 브리핑이다. 네 도시 매대 마흔 곳이 부른 쌀과 옥수수 값을 싣는다.",
    ),
)

EDITIONS: dict[Lang, Edition] = {"en": ENGLISH, "ko": KOREAN}
