"""The state of sources, runs and outbox as Prometheus reads it (text exposition format 0.0.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from pipeline.warehouse import account, status
from pipeline.warehouse.engine import reading
from pipeline.warehouse.tables import article, delivery, run, signal, story

TABLES = {"articles": article, "stories": story, "signals": signal}
STATES = ("pending", "sending", "sent", "failed")

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One metric: its name without prefix, what it means, and a value for each set of labels. All are gauges."""

    name: str
    meaning: str
    samples: tuple[tuple[Labels, float], ...]

    def lines(self) -> Iterator[str]:
        """The metric as lines; nothing when nothing was measured."""
        if not self.samples:
            return
        yield f"# HELP borderwire_{self.name} {self.meaning}"
        yield f"# TYPE borderwire_{self.name} gauge"
        for labels, value in self.samples:
            words = ",".join(f'{name}="{_escaped(said)}"' for name, said in labels)
            yield f"borderwire_{self.name}{{{words}}} {value:.15g}" if words else f"borderwire_{self.name} {value:.15g}"


def metrics(made: Engine, now: datetime) -> str:
    """All metrics of the warehouse at `now`."""
    with reading(made) as connection:
        families = [*_warehouse(connection), *_last_run(connection)]
    families += _sources(made, now)
    return "".join(f"{line}\n" for family in families for line in family.lines())


def _warehouse(connection: Connection) -> Iterator[Family]:
    for name, table in TABLES.items():
        count = connection.scalar(select(func.count()).select_from(table)) or 0
        yield Family(name=name, meaning=f"Rows of the table {table.name}.", samples=(((), count),))
    counted = select(delivery.c.state, func.count().label("rows")).group_by(delivery.c.state)
    states: dict[str, int] = {row.state: row.rows for row in connection.execute(counted)}
    samples = tuple(((("state", state),), float(states.get(state, 0))) for state in STATES)
    yield Family(name="deliveries", meaning="Alerts on their way through a channel, by state.", samples=samples)


def _last_run(connection: Connection) -> Iterator[Family]:
    """Counts of the crawl that was closed last; they are those of `account`."""
    closed = select(run).where(run.c.kind == "crawl", run.c.finished_at.is_not(None))
    last = connection.execute(closed.order_by(run.c.finished_at.desc(), run.c.run_id).limit(1)).one_or_none()
    if last is None:
        return
    books = account.read(connection, last.run_id).sources
    balanced = float(last.state == "balanced")
    yield Family(name="run_balanced", meaning="Whether the last crawl's books balance.", samples=(((), balanced),))
    at = last.finished_at.timestamp()
    yield Family(name="run_finished_timestamp_seconds", meaning="When they were closed.", samples=(((), at),))
    for name, meaning, label, counted in (
        ("run_urls", "Article URLs of the last crawl, by outcome.", "outcome", "urls"),
        ("run_failures", "Failed article URLs of the last crawl, by reason.", "reason", "failures"),
        ("run_pages", "Pages of the last crawl, by disposition.", "disposition", "pages"),
        ("run_rejections", "Rejected pages of the last crawl, by reason.", "reason", "rejections"),
    ):
        counts = [(each.source_id, word, n) for each in books for word, n in sorted(getattr(each, counted).items())]
        samples = tuple(((("source", source), (label, word)), float(n)) for source, word, n in counts)
        yield Family(name=name, meaning=meaning, samples=samples)


def _sources(made: Engine, now: datetime) -> Iterator[Family]:
    found = [each for each in status.status(made, now) if each.last_asked is not None]
    for name, field, meaning in (
        ("source_asked_timestamp_seconds", "last_asked", "When the source was last asked."),
        ("source_success_timestamp_seconds", "last_success", "When it last answered."),
        ("source_article_timestamp_seconds", "last_article", "When its newest article was published."),
        ("source_week_articles", "articles", "Articles published in the last seven days."),
        ("source_week_articles_due", "min_per_week", "Fewer than this a week are a fault."),
        ("source_week_failures", "failures", "Fetches that failed in the last seven days."),
    ):
        values = [(each.source_id, _number(getattr(each, field))) for each in found]
        samples = tuple(((("source", source),), value) for source, value in values if value is not None)
        yield Family(name=name, meaning=meaning, samples=samples)


def _number(value: datetime | int | None) -> float | None:
    return value.timestamp() if isinstance(value, datetime) else value


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
