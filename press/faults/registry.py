"""What a fault is, which there are, and which one lies over a path."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Protocol

from pipeline.errors import SettingsError
from press.reply import Reply


class Exchange(Protocol):
    """One request and the means to answer it, well or badly; `nth` counts the requests to this path from 1."""

    base: str
    path: str
    nth: int
    agent: str

    def usual(self) -> Reply:
        """The answer that the press would give."""

    def send(self, reply: Reply) -> None:
        """Answers as the press does, with validators, 304 and gzip."""

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Sends the head of an answer; the connection closes when the fault returns."""

    def write(self, data: bytes) -> None:
        """Sends bytes of body at once."""

    def reset(self) -> None:
        """Resets the connection."""


Act = Callable[[Exchange, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A named misbehaviour: `does` is its sentence, `default` its argument when none is given."""

    name: str
    does: str
    default: str
    act: Act


FAULTS: dict[str, Fault] = {}


def fault(name: str, default: str = "") -> Callable[[Act], Act]:
    """Registers a function as the fault of that name; the first line of its docstring is the fault's sentence."""

    def register(act: Act) -> Act:
        FAULTS[name] = Fault(name=name, does=(act.__doc__ or "").strip(), default=default, act=act)
        return act

    return register


def find(asked: str) -> tuple[Fault, str]:
    """The fault and argument of `name` or `name:argument`; raises SettingsError naming the faults there are."""
    name, _, argument = asked.partition(":")
    if name not in FAULTS:
        raise SettingsError(f"the press has no fault {name!r}; it has: {', '.join(FAULTS)}")
    return FAULTS[name], argument or FAULTS[name].default


def for_path(path: str, rules: Mapping[str, str]) -> tuple[Fault, str] | None:
    """The fault that lies over a path: by the first rule that matches, or by its own address."""
    for pattern, asked in rules.items():
        if fnmatchcase(path, pattern):
            return find(asked)
    asked = path.removeprefix("/faults/").removesuffix("/")
    return find(asked) if path.startswith("/faults/") and asked.partition(":")[0] in FAULTS else None
