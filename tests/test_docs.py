"""Whatever a user can meet is documented: settings, words of the ledger, columns of seeds and tables, verbs."""

import re
from pathlib import Path
from typing import get_args

import typer.main

from pipeline import records
from pipeline.cli import app
from pipeline.seeds import rows
from pipeline.settings import ROOT, Settings
from pipeline.warehouse import ledger
from pipeline.warehouse.tables import metadata


def named_in(path: Path) -> set[str]:
    """Everything that the file sets in backquotes."""
    return set(re.findall(r"`([^`\n]+)`", path.read_text(encoding="utf-8")))


def test_every_setting_is_documented() -> None:
    settings = {f"BORDERWIRE_{name.upper()}" for name in Settings.model_fields}
    assert settings - named_in(ROOT / "docs" / "settings.md") == set()


def test_every_number_that_a_setting_defaults_to_is_documented() -> None:
    rows = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").splitlines()
    numbers = {name: s.default for name, s in Settings.model_fields.items() if isinstance(s.default, int | float)}
    wrong = [
        name
        for name, default in numbers.items()
        if not any(r.startswith(f"| `BORDERWIRE_{name.upper()}`") and f"| `{default:g}` |" in r for r in rows)
    ]
    assert (len(numbers) > 3, wrong) == (True, [])


def test_every_word_of_the_ledger_is_documented() -> None:
    words = {*get_args(ledger.Outcome), *get_args(ledger.FailReason), *get_args(records.RejectReason)}
    assert words - named_in(ROOT / "docs" / "ledger.md") == set()


def test_every_column_of_the_seeds_is_documented() -> None:
    models = [m for m in vars(rows).values() if isinstance(m, type) and issubclass(m, rows.Row) and m is not rows.Row]
    columns = {name for model in models for name in model.model_fields}
    assert columns - named_in(ROOT / "seeds" / "README.md") == set()


def test_every_seeds_file_is_documented() -> None:
    text = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    assert [f.name for f in sorted((ROOT / "seeds").glob("*.csv")) if f.name not in text] == []


def test_every_table_and_column_of_the_warehouse_says_what_it_means() -> None:
    silent = [t.name for t in metadata.tables.values() if not t.comment]
    silent += [f"{t.name}.{c.name}" for t in metadata.tables.values() for c in t.columns if not c.comment]
    assert silent == []


def test_every_verb_has_help_with_an_example() -> None:
    verbs = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    without = [name for name, verb in verbs.items() if f"borderwire {name}" not in (verb.help or "")]
    assert len(verbs) >= 12
    assert [name for name in without if not hasattr(verbs[name], "commands")] == []


def test_every_verb_is_documented() -> None:
    verbs = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert {name for name in verbs if f"`borderwire {name}" not in text} == set()
