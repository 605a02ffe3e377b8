"""The command line: `borderwire VERB`, each verb with its help, an example and one clear line when it fails."""

import sys

import typer

from pipeline.cli import alerts, ask, explain, filters, operations, path, steps
from pipeline.console import fail
from pipeline.errors import BorderwireError

app = typer.Typer(
    name="borderwire",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Reads the North Korea press and keeps a SQL warehouse of border trade by region and date.",
)
for module in (path, steps, filters, ask, explain, alerts, operations):
    module.register(app)


def main() -> None:
    """Runs the command line; a mendable error is one line on stderr and exit status 1, misuse is 2."""
    try:
        app()
    except BorderwireError as e:
        fail(str(e))
        sys.exit(1)
