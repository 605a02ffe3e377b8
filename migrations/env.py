"""Alembic's entry: runs the revisions in one transaction, on the connection it is given or on the settings' warehouse.

A developer makes a revision with `alembic revision --autogenerate --rev-id 000N -m "what changes"` against a warehouse
that is at the previous one. Views are no part of revisions: they are dropped before and made anew after them.
"""

from contextlib import nullcontext
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from pipeline.settings import settings
from pipeline.warehouse import analysts, views
from pipeline.warehouse.engine import engine, writing
from pipeline.warehouse.tables import metadata
from pipeline.warehouse.types import Instant


def render(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """Writes our own column type into a new revision as what it is."""
    if kind == "type" and isinstance(item, Instant):
        autogen.imports.add("from pipeline.warehouse.types import Instant")
        return "Instant()"
    return False


def migrate(connection: Connection) -> None:
    """Runs what Alembic was asked for; DDL is transactional on both databases."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transactional_ddl=True,
        render_item=render,
    )
    with context.begin_transaction():
        views.drop(connection)
        context.run_migrations()
        if context.get_context().get_current_revision() == context.get_head_revision():
            views.create(connection)
            analysts.grant(connection)


given: Connection | None = context.config.attributes.get("connection")
with nullcontext(given) if given is not None else writing(engine(settings().warehouse_url)) as bound:
    migrate(bound)
