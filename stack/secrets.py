"""`python -m stack.secrets`: makes `.env` from `.env.example` and fills in every secret that is blank."""

import base64
import os
import re
import secrets
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
# The compose file refuses to start without these.
MANDATORY = re.compile(r"\$\{(\w+):\?")


def main(folder: Path = FOLDER) -> int:
    """Writes the file for its owner alone and says which secrets are new."""
    target = folder / ".env"
    before = (target if target.exists() else folder / ".env.example").read_text(encoding="utf-8")
    names = sorted(set(MANDATORY.findall((folder / "docker-compose.yml").read_text(encoding="utf-8"))))
    text, made = filled(before, names)
    if made or not target.exists():
        _write(target, text)
    print(f"{target}: " + (f"made {', '.join(made)}" if made else "every secret is there, nothing changed"))
    return 0


def filled(text: str, names: list[str]) -> tuple[str, list[str]]:
    """The text with a new value for each name that has none, and those names; others keep theirs."""
    made = []
    for name in names:
        line = re.compile(rf"^{name}=(.*)$", re.MULTILINE)
        found = line.search(text)
        if found is None:
            text = text.rstrip("\n") + f"\n{name}=\n"
        elif found[1].strip():
            continue
        text = line.sub(f"{name}={_value(name)}", text)
        made.append(name)
    return text, made


def _value(name: str) -> str:
    """192 random bits; a Fernet key is 32 bytes in the URL's base64."""
    if name.endswith("FERNET_KEY"):
        return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return secrets.token_hex(24)


def _write(target: Path, text: str) -> None:
    temporary = target.with_name(f"{target.name}.new")
    temporary.unlink(missing_ok=True)
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    temporary.replace(target)


if __name__ == "__main__":
    sys.exit(main())
