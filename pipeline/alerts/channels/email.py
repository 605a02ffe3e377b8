"""The channel `email`: a plain text message by the operator's own mail server.

The Message-ID derives from the parcel, so a mail server or reader that sees it twice keeps one.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from pipeline.alerts.channels import ChannelError, Parcel, body, target, title
from pipeline.settings import Settings

SECONDS = 20
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


def send(parcel: Parcel, settings: Settings) -> None:
    """Sends the parcel to the channel's addresses, separated by commas; raises ChannelError."""
    made = message(parcel, target(parcel, settings), settings.email_from)
    try:
        with _server(settings) as server:
            refused = server.send_message(made)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as e:
        raise ChannelError(f"mail refused: {_codes(e)}", down=False) from None
    except (OSError, smtplib.SMTPException) as e:
        raise ChannelError(f"mail server: {type(e).__name__}") from None
    if refused:
        raise ChannelError(f"mail refused for {len(refused)} of its addresses", down=False)


def message(parcel: Parcel, addresses: str, sender: str) -> EmailMessage:
    """The parcel as a message; the same at each try."""
    made = EmailMessage()
    made["Subject"] = title(parcel)
    made["From"] = sender
    made["To"] = addresses
    made["Date"] = format_datetime(parcel.created_at)
    made["Message-ID"] = f"<{parcel.id}.alert@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(body(parcel))
    return made


@contextmanager
def _server(settings: Settings) -> Iterator[smtplib.SMTP]:
    if settings.smtp_url is None:
        raise ChannelError("BORDERWIRE_SMTP_URL names no mail server; see docs/settings.md")
    url = urlsplit(settings.smtp_url.get_secret_value())
    if url.scheme not in PORTS or not url.hostname:
        raise ChannelError("BORDERWIRE_SMTP_URL is not of the form smtp://host:port; see docs/settings.md")
    secure = ssl.create_default_context()
    address = (url.hostname, url.port or PORTS[url.scheme])
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(*address, timeout=SECONDS, context=secure)
    else:
        server = smtplib.SMTP(*address, timeout=SECONDS)
    with server:
        if url.scheme == "smtp+starttls":
            server.starttls(context=secure)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        yield server


def _codes(error: smtplib.SMTPException) -> str:
    """The server's codes without its words, which may repeat an address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return ", ".join(sorted({str(code) for code, _ in error.recipients.values()}))
    return str(getattr(error, "smtp_code", type(error).__name__))
