"""Scrapy's settings for one source: obey, be slow, be small, open nothing else."""

from typing import Any

from crawlers.robots import AGENT
from pipeline.settings import Settings

MEGABYTE = 1 << 20
BASE = "scrapy.downloadermiddlewares."


def scrapy_settings(source_id: str, settings: Settings) -> dict[str, Any]:
    """All settings that differ from Scrapy's own; the guard reads BORDERWIRE_ALLOWED."""
    return {
        **_network(),
        **_politeness(settings),
        **_parts(settings),
        "LOG_LEVEL": "WARNING",
        "LOG_FORMAT": f"{source_id}: %(levelname)s: %(message)s",
        "STATS_DUMP": False,
        "LOGSTATS_INTERVAL": 0,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
    }


def _network() -> dict[str, Any]:
    handler = "crawlers.handler.Handler"
    closed = dict.fromkeys(("data", "file", "ftp", "s3"))
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler, **closed},
        "TWISTED_DNS_RESOLVER": "crawlers.guard.Guard",
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": 10 * MEGABYTE,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "REDIRECT_MAX_TIMES": 6,
        "REFERRER_POLICY": "no-referrer",
    }


def _politeness(settings: Settings) -> dict[str, Any]:
    return {
        "USER_AGENT": f"{AGENT} ({' '.join(settings.operator.split())})",
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_TIMEOUT": settings.fetch_seconds,
        "RETRY_TIMES": 2,
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
    }


def _parts(settings: Settings) -> dict[str, Any]:
    return {
        "DOWNLOADER_MIDDLEWARES": {
            f"{BASE}offsite.OffsiteMiddleware": None,
            f"{BASE}robotstxt.RobotsTxtMiddleware": None,
            f"{BASE}retry.RetryMiddleware": None,
            f"{BASE}httpcompression.HttpCompressionMiddleware": None,
            "crawlers.robots.Robots": 100,
            "crawlers.backoff.Backoff": 550,
            "crawlers.unpack.Unpack": 590,
        },
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
        },
        "ITEM_PIPELINES": {"crawlers.keep.Keep": 500},
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "BORDERWIRE_ALLOWED": settings.allowed_private,
    }
