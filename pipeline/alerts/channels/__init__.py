"""The ways an alert goes out: one module a channel, each a function of one parcel and where it leads.

A rule names channels as `kind` or `kind:name`; the setting `alert_channels` says where each leads, but for `feed`,
which is a file in the data folder.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.alerts.wording import lines, subject
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """An alert as a channel gets it."""

    alert_id: str
    created_at: datetime
    message: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What goes out as one message: one alert, or all of a digest or of a feed; never empty.

    `id` is the same at each try, so that a receiver recognises a repeat. `repeat` says that an earlier try may have
    taken effect, because its sender died before it could tell.
    """

    id: str
    channel: str
    alerts: tuple[Outgoing, ...]
    repeat: bool = False

    @property
    def created_at(self) -> datetime:
        """When the youngest of its alerts was made."""
        return max(alert.created_at for alert in self.alerts)


def title(parcel: Parcel) -> str:
    """One line for the parcel."""
    first, more = subject(parcel.alerts[0].message), len(parcel.alerts) - 1
    return f"{more + 1} alerts: {first}, …" if more else first


def body(parcel: Parcel) -> str:
    """All alerts of the parcel in plain words."""
    parts = ["\n".join([subject(alert.message), "", *lines(alert.message)]) for alert in parcel.alerts]
    return "\n\n----\n\n".join(parts) + "\n"


class ChannelError(Exception):
    """Raised by a channel that could not send; the delivery is tried again later, with the reason kept.

    `down` says that the channel as a whole is out of reach, so that nothing else need be tried on it now.
    """

    def __init__(self, reason: str, *, down: bool = True) -> None:
        super().__init__(reason)
        self.down = down


Channel = Callable[[Parcel, Settings], None]


def target(parcel: Parcel, settings: Settings) -> str:
    """Where the parcel's channel leads; raises ChannelError when the settings don't say."""
    found = settings.alert_target(parcel.channel)
    if not found:
        raise ChannelError(f"BORDERWIRE_ALERT_CHANNELS names no target for {parcel.channel!r}; see docs/settings.md")
    return found
