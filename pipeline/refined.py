"""The file between `refine` and `load`: tagged articles and rejections as JSON lines, there whole or not at all."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from pydantic import TypeAdapter

from pipeline.errors import InputError
from pipeline.records import Rejected, TaggedArticle

Refined: TypeAlias = TaggedArticle | Rejected
LINE: TypeAdapter[Refined] = TypeAdapter(Refined)


def write(path: Path, refined: Iterable[Refined]) -> int:
    """Writes the file whole (temporary file, fsync, rename) and returns how many lines it has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    count = 0
    try:
        with temporary.open("wb") as file:
            for item in refined:
                file.write(LINE.dump_json(item) + b"\n")
                count += 1
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    return count


def read(path: Path) -> Iterator[Refined]:
    """The file's items; raises InputError naming the line that is not one."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield LINE.validate_json(line)
            except ValueError as e:
                raise InputError(f"{path}: line {number}: {e}; run refine again") from None
