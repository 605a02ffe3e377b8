"""The whole path in one verb: `run` from the publishers, `ingest` from files."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline import archive, ingest, journey, seeds
from pipeline.cli import summary, walk
from pipeline.cli.options import AsJson, Data, SeedsDir, Sources, configured
from pipeline.console import progress_to_stderr, tell
from pipeline.journey import Trip
from pipeline.replay import Days, restock
from pipeline.warehouse import ledger
from pipeline.warehouse.engine import writing

Day = Annotated[int | None, typer.Option(help="Serve the sample press as of this day of its sixty.", min=1, max=60)]


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command("run")(run)
    app.command("ingest")(ingest_files)
    app.command("replay")(replay)


def run(
    sources: Sources = "sample",
    data: Data = None,
    seeds_dir: SeedsDir = None,
    day: Day = None,
    as_json: AsJson = False,
) -> None:
    """Walks the whole path: crawl, refine, load, alert, account; then says what came of it.

    The bundled sample press is served on loopback while its sources are crawled. Examples:

        borderwire run

        borderwire run --sources live

        borderwire run --sources dailynk-en,dailynk-ko
    """
    going = walk.trip(configured(data, seeds_dir), sources)
    with progress_to_stderr(as_json):
        journey.open_books(going, "crawl")
        with walk.served(going, day) as opened:
            walk.crawl(opened)
        walk.refine(going)
        walk.load(going)
        walk.alert(going)
    _arrive(going, as_json)


def ingest_files(  # noqa: PLR0913, PLR0917  one option a field of a document
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="HTML, text or .jsonl files.")],
    source: Annotated[str | None, typer.Option(help="Source id whose documents these are.")] = None,
    title: Annotated[str | None, typer.Option(help="Headline.")] = None,
    url: Annotated[str | None, typer.Option(help="Address.")] = None,
    date: Annotated[str | None, typer.Option(help="Publication day, or instant with its zone, ISO 8601.")] = None,
    lang: Annotated[str | None, typer.Option(help="Language, where the text is too short to tell.")] = None,
    data: Data = None,
    seeds_dir: SeedsDir = None,
    as_json: AsJson = False,
) -> None:
    """Takes documents that no crawl brought through the same path.

    JSON lines carry their own fields: "text" or "html", and "title", "url", "date", "source". Example:

        borderwire ingest report.txt --source dailynk-en --date 2024-03-28
    """
    using = configured(data, seeds_dir)
    given = ingest.Given(source_id=source, title=title, url=url, published=date, lang=lang)
    pages = [page for file in files for page in ingest.pages(file, given, journey.now())]
    known = seeds.load(using.seeds)
    named = tuple(known.source(source_id) for source_id in dict.fromkeys(page.source_id for page in pages))
    going = Trip(run_id=walk.new_id(), sources=named, settings=using)
    with progress_to_stderr(as_json):
        journey.open_books(going, "ingest")
        for page in pages:
            path = archive.keep(using.archive_dir, page)
            with writing(going.warehouse) as connection:
                ledger.keep_page(connection, going.run_id, None, page, str(path))
        tell("keep", f"{len(pages)} documents in the archive", run=going.run_id)
        walk.refine(going)
        walk.load(going)
        walk.alert(going)
    _arrive(going, as_json, own=True)


def replay(
    sources: Sources,
    since: Annotated[datetime | None, typer.Option(help="First day of fetching, UTC.", formats=["%Y-%m-%d"])] = None,
    until: Annotated[datetime | None, typer.Option(help="Last day of fetching.", formats=["%Y-%m-%d"])] = None,
    data: Data = None,
    seeds_dir: SeedsDir = None,
    as_json: AsJson = False,
) -> None:
    """Fills the warehouse from the archive alone, without network; what it has already stays as it is.

    The alerts of a replay are recorded and not sent again. Example, into an empty database:

        BORDERWIRE_DATABASE_URL=sqlite:///rebuilt.sqlite borderwire replay --sources sample
    """
    going = walk.trip(configured(data, seeds_dir), sources)
    with progress_to_stderr(as_json):
        journey.open_books(going, "replay")
        chosen = frozenset(source.source_id for source in going.sources)
        days = Days(since=since and since.date(), until=until and until.date())
        count = restock(going.warehouse, going.settings.archive_dir, going.run_id, chosen, days)
        tell("archive", f"{count} pages", run=going.run_id)
        walk.refine(going)
        walk.load(going, deliver=False)
    _arrive(going, as_json)


def _arrive(going: Trip, as_json: bool, *, own: bool = False) -> None:
    """Closes the books and says what came of the run, whether they balance or not."""
    try:
        with progress_to_stderr(as_json):
            walk.account(going)
    finally:
        summary.show(going, as_json, own=own)
