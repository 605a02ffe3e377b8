"""XML from strangers: read in bounded memory, with no entity, no network and no DTD, and mended where it is broken.

A handler (lxml's parser target) sees elements as they pass; no tree is built. Every `&` that is not one of XML's own
references is text, so that a document cannot define entities, and "AT&T" or "&nbsp;" in a headline stays.
"""

import re
from collections.abc import Iterator
from typing import Any, Protocol, cast

from lxml import etree

STRAY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
# Declared encodings whose real-life texts need the larger set.
WIDER = {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "gb2312": "gb18030", "gbk": "gb18030"}
CHUNK = 1 << 16
OPEN, SHUT = b"<![CDATA[", b"]]>"


class Target(Protocol):
    """What hears of the elements."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """A piece of text."""

    def close(self) -> None:
        """The document has ended."""


def walk(body: bytes, target: Target) -> Iterator[None]:
    """Reads the document piece by piece into the target, pausing after each so that what is found can be taken."""
    declared = DECLARED.match(body[:200].lstrip())
    encoding = WIDER.get(declared.group(1).decode().lower()) if declared else None
    parser = etree.XMLParser(
        target=cast("Any", target),  # its stubs want bytes taken too, which lxml never hands over here
        encoding=encoding,
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    whole = _mended(body)
    for at in range(0, len(whole), CHUNK):
        parser.feed(whole[at : at + CHUNK])
        yield
    if whole:
        parser.close()
        yield


def namespace(tag: str) -> str:
    """The namespace of the tag, "" when it has none."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def local(tag: str) -> str:
    """The tag without its namespace."""
    return tag.rpartition("}")[2]


def _mended(body: bytes) -> bytes:
    """Stray ampersands escaped, outside CDATA sections."""
    parts, at = [], 0
    while (begin := body.find(OPEN, at)) >= 0 and (end := body.find(SHUT, begin)) >= 0:
        parts += [STRAY.sub(b"&amp;", body[at:begin]), body[begin:end]]
        at = end
    return b"".join([*parts, STRAY.sub(b"&amp;", body[at:])])
