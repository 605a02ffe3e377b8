"""The channel `webhook`: JSON by POST, with an idempotency key and a signature.

Headers follow Standard Webhooks (standardwebhooks.com): `webhook-id` is the parcel's id, the same at each try, and
stands as `Idempotency-Key` too; `webhook-signature` is `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.
"""

import base64
import hashlib
import hmac
import json
import time
from email.message import Message
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pipeline.alerts.channels import ChannelError, Parcel, target
from pipeline.alerts.wording import lines, subject
from pipeline.settings import Settings

SECONDS = 20
BUSY = (408, 425, 429)


class _NoRedirect(HTTPRedirectHandler):
    """A receiver that moved is told of in the reason; what is signed for one address goes to no other."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> None:
        """Follows none."""


_OPENER = build_opener(_NoRedirect)


def send(parcel: Parcel, settings: Settings) -> None:
    """Posts the parcel to the channel's URL; raises ChannelError for any answer but 2xx."""
    url = target(parcel, settings)
    if urlsplit(url).scheme not in ("http", "https"):
        raise ChannelError("the target of a webhook begins with http:// or https://")
    body = json.dumps(payload(parcel), ensure_ascii=False).encode()
    secret = settings.webhook_secret
    headers = _headers(parcel, body, None if secret is None else secret.get_secret_value(), int(time.time()))
    try:
        with _OPENER.open(Request(url, data=body, headers=headers, method="POST"), timeout=SECONDS):  # noqa: S310
            return
    except HTTPError as e:
        e.close()
        raise ChannelError(f"webhook answered {e.code}", down=e.code >= 500 or e.code in BUSY) from None
    except (OSError, ValueError) as e:
        raise ChannelError(f"webhook: {type(e).__name__}") from None


def payload(parcel: Parcel) -> dict[str, object]:
    """What is posted: each alert with its message as data, its title and its text."""
    return {
        "id": parcel.id,
        "channel": parcel.channel,
        "alerts": [
            {
                "id": alert.alert_id,
                "created_at": alert.created_at.isoformat(),
                "title": subject(alert.message),
                "text": "\n".join(lines(alert.message)),
                "message": alert.message,
            }
            for alert in parcel.alerts
        ],
    }


def signature(secret: str, parcel_id: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature`."""
    digest = hmac.new(secret.encode(), f"{parcel_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def _headers(parcel: Parcel, body: bytes, secret: str | None, timestamp: int) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "borderwire",
        "Idempotency-Key": parcel.id,
        "webhook-id": parcel.id,
        "webhook-timestamp": str(timestamp),
    }
    if secret is not None:
        headers["webhook-signature"] = signature(secret, parcel.id, timestamp, body)
    return headers
