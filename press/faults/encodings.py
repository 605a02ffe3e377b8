"""Korean pages whose bytes are not in the encoding that header or meta element claims."""

from press.faults.registry import FAULTS, Exchange, Fault
from press.reply import Reply


def _labelled(exchange: Exchange, codec: str, header: str, meta: str) -> None:
    declared = f'<meta charset="{meta}">' if meta else ""
    html = exchange.usual().body.decode().replace('<meta charset="UTF-8">', declared, 1)
    kind = f"text/html; charset={header}" if header else "text/html"
    exchange.send(Reply(body=html.encode(codec, "xmlcharrefreplace"), kind=kind))


LABELS = {
    "cp949-header-lies": ("cp949", "utf-8", "euc-kr", "Sends CP949 bytes; the header says utf-8, the meta euc-kr."),
    "cp949-meta-lies": ("cp949", "euc-kr", "utf-8", "Sends CP949 bytes; the header says euc-kr, the meta utf-8."),
    "cp949-both-lie": ("cp949", "utf-8", "utf-8", "Sends CP949 bytes; header and meta say utf-8."),
    "cp949-called-euc-kr": (
        "cp949",
        "euc-kr",
        "euc-kr",
        "Sends CP949 bytes, rare syllables among them, called euc-kr.",
    ),
    "cp949-unlabelled": ("cp949", "", "", "Sends CP949 bytes without any charset."),
    "utf-8-called-euc-kr": ("utf-8", "euc-kr", "euc-kr", "Sends UTF-8 bytes; header and meta say euc-kr."),
}


def _register_labels() -> None:
    for name, (codec, header, meta, does) in LABELS.items():

        def act(exchange: Exchange, _: str, found: tuple[str, str, str] = (codec, header, meta)) -> None:
            _labelled(exchange, *found)

        FAULTS[name] = Fault(name=name, does=does, default="", act=act)


_register_labels()
