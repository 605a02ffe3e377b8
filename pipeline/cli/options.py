"""Options that verbs share, and how they become settings."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.settings import Settings, settings

Data = Annotated[Path | None, typer.Option("--data", help="Data folder [BORDERWIRE_DATA, else ./data].")]
SeedsDir = Annotated[Path | None, typer.Option("--seeds", help="Folder of reference data [BORDERWIRE_SEEDS].")]
Sources = Annotated[str, typer.Option(help="Source ids with commas, or a group: live, sample.")]
RunId = Annotated[str | None, typer.Option("--run", help="Id of the run this belongs to; a new one when absent.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON; progress goes to stderr.")]


def configured(data: Path | None, seeds_dir: Path | None) -> Settings:
    """The settings with the folders that options name."""
    given = {"data": data, "seeds": seeds_dir}
    return settings().model_copy(update={name: value for name, value in given.items() if value is not None})
