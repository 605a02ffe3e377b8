"""Scrapy's settings for one source: obey, be slow, be small, open nothing else.

The lists of parts are whole: of what Scrapy brings nothing runs that is not named here, no console, no remote control,
no cookies, no proxy, no handler of other schemes.
"""

from typing import Any

from crawlers.robots import AGENT
from pipeline.settings import Settings

MEGABYTE = 1 << 20
OWN = "scrapy.downloadermiddlewares."
SPIDER = "scrapy.spidermiddlewares."


def scrapy_settings(source_id: str, settings: Settings) -> dict[str, Any]:
    """All settings that differ from Scrapy's own; the guard reads BORDERWIRE_ALLOWED."""
    return {
        **_network(settings),
        **_parts(),
        "LOG_LEVEL": "WARNING",
        "LOG_FORMAT": f"{source_id}: %(levelname)s: %(message)s",
        "STATS_DUMP": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
    }


def _network(settings: Settings) -> dict[str, Any]:
    return {
        "USER_AGENT": f"{AGENT} ({' '.join(settings.operator.split())})",
        "TWISTED_DNS_RESOLVER": "crawlers.guard.Guard",
        "BORDERWIRE_ALLOWED": settings.allowed_private,
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_TIMEOUT": settings.fetch_seconds,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": 10 * MEGABYTE,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "RETRY_TIMES": 2,
        "RETRY_PRIORITY_ADJUST": 1,
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
        "REDIRECT_MAX_TIMES": 6,
        "REFERRER_POLICY": "no-referrer",
    }


def _parts() -> dict[str, Any]:
    handler = "crawlers.handler.Handler"
    return {
        "DOWNLOAD_HANDLERS_BASE": {},
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES": {
            "crawlers.robots.Robots": 100,
            f"{OWN}downloadtimeout.DownloadTimeoutMiddleware": 350,
            f"{OWN}defaultheaders.DefaultHeadersMiddleware": 400,
            f"{OWN}useragent.UserAgentMiddleware": 500,
            "crawlers.backoff.Backoff": 550,
            "crawlers.unpack.Unpack": 590,
            f"{OWN}redirect.RedirectMiddleware": 600,
        },
        "SPIDER_MIDDLEWARES_BASE": {},
        "SPIDER_MIDDLEWARES": {f"{SPIDER}start.StartSpiderMiddleware": 25, f"{SPIDER}referer.RefererMiddleware": 700},
        "ITEM_PIPELINES": {"crawlers.keep.Keep": 500},
        "EXTENSIONS_BASE": {},
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    }
