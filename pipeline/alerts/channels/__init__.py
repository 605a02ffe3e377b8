"""The ways an alert goes out: one module a channel, each a function of the alerts to send."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """An alert as a channel gets it; `alert_id` makes a repeat recognisable."""

    alert_id: str
    created_at: datetime
    message: dict[str, Any]


class ChannelError(Exception):
    """Raised by a channel that could not send; the delivery is tried again later, with the reason kept."""


Channel = Callable[[Sequence[Outgoing], Settings], None]
