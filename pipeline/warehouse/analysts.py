"""What analysts may read on PostgreSQL: the views, the dimensions, the facts and the ledger, but no full text.

Rights are given to the role `borderwire_analyst`, which an administrator creates and grants to people. The views run
with their owner's rights, so they show no more than they say.
"""

from sqlalchemy import Connection, text

from pipeline.warehouse import views
from pipeline.warehouse.tables import metadata

ROLE = "borderwire_analyst"
# Not among them: what finds copies of a text, and the outbox, whose rows may name a channel's address.
TABLES = (
    *("source", "region", "region_closure", "commodity", "sanction_rule", "topic", "day"),
    *("article", "article_version", "article_region", "article_commodity", "article_topic"),
    *("attribution", "signal", "ranking", "story", "story_article", "story_link", "story_trail"),
    *("run", "fetch", "page", "disposition"),
)
HIDDEN_COLUMNS = {"article_version": frozenset({"text"})}


def grant(connection: Connection) -> bool:
    """Gives the role its rights anew and takes all others; False, changing nothing, where there is no such role."""
    if connection.dialect.name != "postgresql" or not _exists(connection):
        return False
    connection.execute(text(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {ROLE}"))
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {ROLE}"))
    for name, columns in readable().items():
        chosen = f" ({', '.join(columns)})" if columns else ""
        connection.execute(text(f'GRANT SELECT{chosen} ON "{name}" TO {ROLE}'))
    return True


def readable() -> dict[str, tuple[str, ...]]:
    """Each view and table that analysts may read, with its columns where not all are open."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys((*views.definitions(), *TABLES), ())
    for name, hidden in HIDDEN_COLUMNS.items():
        found[name] = tuple(column.name for column in metadata.tables[name].columns if column.name not in hidden)
    return found


def _exists(connection: Connection) -> bool:
    return connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": ROLE}) is not None
