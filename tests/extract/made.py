"""Pages made for a test."""

import hashlib
from datetime import UTC, datetime

from pipeline.records import Hint, Page
from pipeline.seeds import Source

NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
OUTLET = Source(source_id="outlet", base_url="https://outlet.invalid/", lang="en", timezone="Asia/Seoul")


def page(
    body: str | bytes,
    *,
    source_id: str = "outlet",
    url: str = "https://outlet.invalid/a-report/",
    content_type: str | None = "text/html; charset=utf-8",
    hint: Hint | None = None,
    fetched_at: datetime = NOON,
) -> Page:
    """A page as the archive would give it."""
    data = body.encode() if isinstance(body, str) else body
    return Page(
        page_id=hashlib.sha256(data).hexdigest()[:32],
        source_id=source_id,
        url=url,
        final_url=url,
        fetched_at=fetched_at,
        status=200,
        content_type=content_type,
        body=data,
        sha256=hashlib.sha256(data).hexdigest(),
        hint=hint or Hint(),
    )
