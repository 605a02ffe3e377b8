"""The channel `apprise`: everything that Apprise reaches, one target a channel, its result looked at.

Its services know no key of ours, so an alert takes effect at least once; one that may have gone out before says so.
"""

import importlib
from typing import Any

from pipeline.alerts.channels import ChannelError, Parcel, body, target, title
from pipeline.settings import Settings


def send(parcel: Parcel, settings: Settings) -> None:
    """Sends the parcel to the channel's Apprise URL; raises ChannelError."""
    url, apprise = target(parcel, settings), _library()
    made = apprise.Apprise()
    if not made.add(url):
        raise ChannelError(f"Apprise does not know the target of {parcel.channel!r}")
    mark = "Possible repeat: " if parcel.repeat else ""
    if not made.notify(title=mark + title(parcel), body=body(parcel), body_format=apprise.NotifyFormat.TEXT):
        raise ChannelError(f"Apprise could not reach the target of {parcel.channel!r}")


def _library() -> Any:
    try:
        return importlib.import_module("apprise")
    except ModuleNotFoundError:
        raise ChannelError("Apprise is not installed; pip install 'borderwire[apprise]'") from None
