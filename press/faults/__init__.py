"""How the press misbehaves on request: each fault has a name, an argument with a default, and one sentence.

A fault is asked for by its address `/faults/<name>` or `/faults/<name>:<argument>`, or laid over any other address by
`serving(faults={"/english/feed/": "empty-feed", "/2026*": "flaky:2"})`, where `*` in an address stands for anything.
"""

from press.faults import addresses, bombs, encodings, feeds, transport
from press.faults.registry import FAULTS, Exchange, Fault, find, for_path

__all__ = ["FAULTS", "Exchange", "Fault", "addresses", "bombs", "encodings", "feeds", "find", "for_path", "transport"]
