"""The way of one article, on one screen.

    discover → fetch → keep      crawlers/            Scrapy, a process a source; writes archive and ledger
    decode → extract → language  pipeline/extract/    pure: Page → Article | Rejected
    tag                          pipeline/tagging/    pure: Article → Tags
    load → stories → outbox      pipeline/warehouse/  one transaction a batch
    alert                        pipeline/alerts/     sends what the outbox holds
    account                      pipeline/warehouse/  closes the books of the run

`refine_page` is the pure middle; `STEPS` is the whole path as the verbs and the DAGs walk it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline import extract, seeds, tagging
from pipeline.records import Article, Document, Page, Rejected, TaggedArticle

STEPS = ("crawl", "refine", "load", "alert", "account")


@dataclass(frozen=True, slots=True)
class Rules:
    """All reference data, compiled once a process."""

    seeds: seeds.Seeds
    extract: extract.ExtractRules
    tagging: tagging.Rules


@cache
def rules(folder: Path) -> Rules:
    """The rules of a seeds folder; raises SeedsError."""
    loaded = seeds.load(folder)
    return Rules(seeds=loaded, extract=extract.rules(loaded), tagging=tagging.rules(loaded))


def refine_page(page: Page, using: Rules) -> TaggedArticle | Rejected:
    """A page becomes a tagged article, or says in one word why not."""
    article = extract.extract(page, using.seeds.source(page.source_id), using.extract)
    if isinstance(article, Rejected):
        return article
    return TaggedArticle(article=article, tags=tagging.tag(document(article), using.tagging))


def document(article: Article) -> Document:
    """What the tagger reads of an article; an undated one has no date to resolve "on Tuesday" against."""
    return Document(
        id=article.page_id,
        lang=article.lang,
        title=article.title,
        text=article.text,
        published=None if article.published.basis == "fetched" else article.published.local_day(),
        source=article.source_id,
    )
