"""The channel `feed`: an Atom file in the data folder, one entry an alert, newest first; `feed:ops` has its own.

The file is rewritten whole and renamed into place; an entry's id derives from its alert, so sending again repeats
nothing.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.alerts.channels import ChannelError, Outgoing, Parcel
from pipeline.alerts.wording import lines, subject
from pipeline.settings import Settings

ATOM = "http://www.w3.org/2005/Atom"
NAMESPACES: Any = {None: ATOM}  # the stubs know no default namespace
KEPT = 500
# XML 1.0 has no place for these, however escaped.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def send(parcel: Parcel, settings: Settings) -> None:
    """Adds the alerts to the feed; raises ChannelError when the file cannot be read or written."""
    path = file(parcel.channel, settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _write(path, etree.tostring(_feed(path, parcel), xml_declaration=True, encoding="utf-8", pretty_print=True))
    except OSError as e:
        raise ChannelError(f"{path}: {e.strerror}") from e


def _feed(path: Path, parcel: Parcel) -> etree._Element:
    """The feed with the parcel's alerts among those that are there."""
    old = {_id(entry): entry for entry in _entries(path)} if path.exists() else {}
    new = {_urn(alert): _entry(alert) for alert in parcel.alerts}
    merged = sorted((old | new).values(), key=lambda e: (_text(e, "updated"), _id(e)), reverse=True)[:KEPT]
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap=NAMESPACES)
    _add(feed, "id", f"urn:borderwire:{path.stem}")
    _add(feed, "title", f"Borderwire {path.stem.replace('-', ' ')}")
    _add(feed, "updated", _text(merged[0], "updated"))
    _add(_add(feed, "author"), "name", "Borderwire")
    feed.extend(merged)
    return feed


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    with temporary.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(path)


def file(channel: str, settings: Settings) -> Path:
    """The file of a feed channel."""
    _, _, name = channel.partition(":")
    return settings.data / (f"alerts-{name}.xml" if name else "alerts.xml")


def _entries(path: "os.PathLike[str]") -> Iterator[etree._Element]:
    try:
        yield from etree.parse(path, etree.XMLParser(resolve_entities=False, remove_blank_text=True)).iter(
            f"{{{ATOM}}}entry"
        )
    except (OSError, etree.XMLSyntaxError) as e:
        raise ChannelError(f"{path}: not a readable feed ({e}); move it away") from e


def _entry(alert: Outgoing) -> etree._Element:
    entry = etree.Element(f"{{{ATOM}}}entry", nsmap=NAMESPACES)
    said = alert.message
    _add(entry, "id", _urn(alert))
    _add(entry, "title", subject(said))
    _add(entry, "updated", alert.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for lang, address in said.get("links", {}).items():
        if address is not None:
            _add(entry, "link").attrib.update({"href": _printable(address), "hreflang": lang})
    _add(entry, "category").attrib["term"] = _printable(said["rule"])
    _add(entry, "content", "\n".join(lines(said))).attrib["type"] = "text"
    return entry


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = None if text is None else _printable(text)
    return child


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def _urn(alert: Outgoing) -> str:
    return f"urn:borderwire:alert:{alert.alert_id}"


def _text(entry: etree._Element, name: str) -> str:
    return entry.findtext(f"{{{ATOM}}}{name}") or ""


def _id(entry: etree._Element) -> str:
    return _text(entry, "id")
