"""The sample press's reports as pages that refining made, so that stories are tried on whole reports with their tags."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from pipeline import tagging
from pipeline.archive import page_id
from pipeline.records import Article, Moment, TaggedArticle
from pipeline.tagging.jsonl import document_of
from press import reports
from tests.warehouse.made import SEEDS, Made


@cache
def labelled() -> dict[str, dict[str, Any]]:
    """The press's documents by id, each with the story that it carries."""
    return {document["id"]: document for document in reports.labels()}


@cache
def made(key: str) -> Made:
    """One report of the press, fetched two hours after it came out, its edition link left out."""
    document = labelled()[key]
    read = document_of(document)
    at = datetime.fromisoformat(document["published"]).astimezone(UTC)
    fetched = at + timedelta(hours=2)
    sha = hashlib.sha256(document["text"].encode()).hexdigest()
    article = Article(
        page_id=page_id(document["source"], document["url"], fetched, sha),
        source_id=document["source"],
        url=document["url"],
        lang=read.lang,
        title=read.title,
        text=read.text,
        fetched_at=fetched,
        published=Moment(at=at, basis="api", zone="Asia/Seoul"),
    )
    return Made(TaggedArticle(article=article, tags=tagging.tag(read, tagging.rules(SEEDS))), document["url"], sha)


def told_alike(stories: dict[str, str]) -> set[frozenset[str]]:
    """The ids of the documents of each story that has more than one."""
    grouped: dict[str, set[str]] = {}
    for document, story in stories.items():
        grouped.setdefault(story, set()).add(document)
    return {frozenset(members) for members in grouped.values() if len(members) > 1}


def labels_of(keys: Iterable[str]) -> set[frozenset[str]]:
    """The stories that the labels give for those documents."""
    return told_alike({key: labelled()[key]["story"] for key in keys})
