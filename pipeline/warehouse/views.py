"""The views for analysts: `views.sql`, made anew after every migration."""

import re
from pathlib import Path

from sqlalchemy import Connection, inspect

SCRIPT = Path(__file__).with_name("views.sql")

_VIEW = re.compile(r"^CREATE VIEW (\w+) AS\n.*?;$", re.MULTILINE | re.DOTALL)


def definitions() -> dict[str, str]:
    """Each view's name and statement, in an order in which they can be made."""
    return {match[1]: match[0] for match in _VIEW.finditer(SCRIPT.read_text(encoding="utf-8"))}


def create(connection: Connection) -> None:
    """Makes all views."""
    for statement in definitions().values():
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Drops every view there is."""
    for name in inspect(connection).get_view_names():
        cascade = " CASCADE" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}{cascade}")
