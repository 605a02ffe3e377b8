"""The bundled sample press: two editions of one invented outlet, served like WordPress on loopback.

Every report, name and figure in it is made up. `press/README.md` says what it serves and how a report is added.
"""

from press.log import Hit, Log
from press.server import serving

__all__ = ["Hit", "Log", "serving"]
