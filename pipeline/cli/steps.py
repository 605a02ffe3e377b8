"""The steps of the path, one verb each, as DAGs call them and ops repeat them."""

import json
from dataclasses import asdict

import typer

from pipeline import journey
from pipeline.cli import walk
from pipeline.cli.options import AsJson, Data, RunId, SeedsDir, Sources, configured
from pipeline.console import progress_to_stderr, say, tell
from pipeline.errors import BooksError
from pipeline.warehouse import analysts, schema
from pipeline.warehouse.engine import engine, writing


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command("open")(open_books)
    for verb in (crawl, refine, load, alert, account, upgrade):
        app.command()(verb)


def open_books(
    sources: Sources, run_id: RunId = None, data: Data = None, seeds_dir: SeedsDir = None, as_json: AsJson = False
) -> None:
    """Opens the books of a run: what is asked of its sources, each alone or all at once, is then one run.

    Makes or upgrades the warehouse first. Example:

        borderwire open --sources live --run 20261124T030000-1f2e
    """
    going = walk.trip(configured(data, seeds_dir), sources, run_id)
    journey.open_books(going, "crawl")
    ids = [source.source_id for source in going.sources]
    if as_json:
        say(json.dumps({"run": going.run_id, "sources": ids}))
    else:
        tell("open", f"run {going.run_id}: {', '.join(ids)}", run=going.run_id)


def crawl(
    sources: Sources, run_id: RunId = None, data: Data = None, seeds_dir: SeedsDir = None, as_json: AsJson = False
) -> None:
    """Crawls sources: new and changed articles into archive and ledger. Fails when one of them failed.

    Example:

        borderwire crawl --sources dailynk-en,dailynk-ko
    """
    going = walk.trip(configured(data, seeds_dir), sources, run_id)
    with progress_to_stderr(as_json):
        journey.open_books(going, "crawl")
        with walk.served(going) as opened:
            results = walk.crawl(opened)
        tell("crawl", f"run {going.run_id}", run=going.run_id)
    if as_json:
        say(json.dumps({"run": going.run_id, "sources": [asdict(result) for result in results]}, ensure_ascii=False))
    if failed := [f"{r.source_id} ({r.fault})" for r in results if not r.ok]:
        raise BooksError(f"crawl failed for {'; '.join(failed)}; `borderwire status` tells since when")


def refine(run_id: RunId = None, data: Data = None, seeds_dir: SeedsDir = None) -> None:
    """Refines every archived page that owes a disposition: decode, extract, tag.

    Example:

        borderwire refine --run 20261124T030000-1f2e
    """
    walk.refine(walk.going_on(configured(data, seeds_dir), run_id))


def load(run_id: RunId = None, data: Data = None, seeds_dir: SeedsDir = None) -> None:
    """Loads what `refine` left of that run into the warehouse, with its stories and alerts.

    Example:

        borderwire load --run 20261124T030000-1f2e
    """
    walk.load(walk.going_on(configured(data, seeds_dir), run_id))


def alert(data: Data = None, seeds_dir: SeedsDir = None) -> None:
    """Sends the alerts that are due.

    Example:

        borderwire alert
    """
    walk.alert(walk.going_on(configured(data, seeds_dir), None))


def account(run_id: RunId = None, data: Data = None, seeds_dir: SeedsDir = None) -> None:
    """Closes the books of a run; fails, naming sources and counts, when they do not balance.

    Example:

        borderwire account --run 20261124T030000-1f2e
    """
    walk.account(walk.going_on(configured(data, seeds_dir), run_id))


def upgrade(data: Data = None) -> None:
    """Brings the warehouse to this code's revision, making it if need be, and gives analysts their rights.

    Example:

        borderwire upgrade
    """
    url = configured(data, None).warehouse_url
    schema.upgrade(url)
    with writing(engine(url)) as connection:
        granted = analysts.grant(connection)
    said = f"{schema.name(engine(url))} is up to date" + (f"; {analysts.ROLE} may read it" if granted else "")
    tell("warehouse", said)
