"""The verbs that try alert rules out before they wake anyone: nothing is written, nothing is sent."""

import json
from datetime import date, datetime, timedelta
from typing import Annotated

import typer
from sqlalchemy import Connection, func, select

from pipeline.alerts.backtest import Sending, backtest
from pipeline.alerts.wording import lines, subject
from pipeline.cli.options import AsJson, Data, SeedsDir, configured
from pipeline.console import say
from pipeline.errors import SeedsError
from pipeline.seeds import AlertRule, Seeds, load
from pipeline.warehouse import schema
from pipeline.warehouse.engine import engine, reading
from pipeline.warehouse.tables import article

RuleId = Annotated[str, typer.Argument(metavar="RULE", help="Id of a rule in seeds/alert_rules.csv.")]
Since = Annotated[datetime, typer.Option(help="First publication day.", formats=["%Y-%m-%d"])]

LATELY = timedelta(days=30)


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    group = typer.Typer(no_args_is_help=True, help="Tries alert rules out on the warehouse, sending nothing.")
    group.command("test")(try_rule)
    group.command("backtest")(backtest_rule)
    app.add_typer(group, name="alerts")


def try_rule(rule: RuleId, data: Data = None, seeds_dir: SeedsDir = None, as_json: AsJson = False) -> None:
    """Prints the last alert that a rule would send of the newest thirty days in the warehouse, as it would read.

    Example:

        borderwire alerts test crossing-halted-resumed
    """
    found, _ = _sendings(rule, None, data, seeds_dir)
    if as_json:
        say(json.dumps([_row(each) for each in found[-1:]], ensure_ascii=False))
    elif found:
        say("\n".join([subject(found[-1].message), "", *lines(found[-1].message)]))
        say(f"\nalerts: the last of {len(found)} in {LATELY.days} days; nothing was sent")
    else:
        say(f"alerts: {rule} would send nothing of the newest {LATELY.days} days")


def backtest_rule(
    rule: RuleId, since: Since, data: Data = None, seeds_dir: SeedsDir = None, as_json: AsJson = False
) -> None:
    """Lists what a rule would have sent of all stories published since a day, one line an alert.

    Example:

        borderwire alerts backtest corroborated --since 2026-03-01
    """
    found, newest = _sendings(rule, since.date(), data, seeds_dir)
    if as_json:
        say(json.dumps([_row(each) for each in found], ensure_ascii=False))
        return
    for each in found:
        say(f"{each.message['published'][:10]}  {each.message['source']:<14}  {subject(each.message)}")
    weeks = max(1.0, (newest - since.date()).days / 7)
    say(f"alerts: {len(found)} of {rule} since {since:%Y-%m-%d}, {len(found) / weeks:.1f} a week; nothing was sent")


def _sendings(rule_id: str, since: date | None, data: Data, seeds_dir: SeedsDir) -> tuple[list[Sending], date]:
    """What the rule would have sent, and the newest publication day that there is."""
    settings = configured(data, seeds_dir)
    seeds = load(settings.seeds)
    rule, warehouse = _rule(seeds, rule_id), engine(settings.warehouse_url)
    schema.check(warehouse)
    with reading(warehouse) as connection:
        newest = _newest(connection)
        return list(backtest(connection, rule, seeds, since or newest - LATELY)), newest


def _newest(connection: Connection) -> date:
    """The last publication day in the warehouse."""
    day: date | None = connection.scalar(select(func.max(article.c.published_date)))
    return day or date.max


def _rule(seeds: Seeds, rule_id: str) -> AlertRule:
    for rule in seeds.alert_rules:
        if rule.rule_id == rule_id and rule.audience == "watch":
            return rule
    known = ", ".join(rule.rule_id for rule in seeds.alert_rules if rule.audience == "watch")
    raise SeedsError(f"no rule {rule_id!r} on stories in alert_rules.csv; it has: {known}")


def _row(sending: Sending) -> dict[str, object]:
    found = {name: getattr(sending, name) for name in ("story_id", "article_id", "message")}
    return found | {"recorded_at": sending.recorded_at.isoformat()}
