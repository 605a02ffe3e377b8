"""All taggers in their order, from a document to its tags.

read → match → places → sources → goods → topics → signals → rankings → story
"""

from pipeline.records import Document, Tags
from pipeline.tagging import attribution, commodities, rankings, regions, signals, story, topics
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import read


def tag(document: Document, rules: Rules) -> Tags:
    """The document's tags; a report without a link to North Korea has only places (guideline G1)."""
    reading = read(document)
    hits = rules.matchers[document.lang].hits(reading)
    places = regions.find(reading, hits, rules)
    if not places.north_korea:
        return Tags(
            regions=places.tags,
            primary_region=places.primary_region,
            primary_place=places.primary_place,
            story_why="no link to North Korea",
            ruleset=rules.ruleset,
        )
    sources = attribution.find(reading, hits, places, rules)
    goods = commodities.find(reading, hits, rules)
    subjects = topics.find(reading, hits, places, goods, rules)
    changes = signals.find(reading, hits, places, goods, sources, rules)
    orders = rankings.find(reading, hits, places, sources, rules)
    is_story, why = story.decide(reading, places, goods, subjects, changes, rules)
    return Tags(
        regions=places.tags,
        primary_region=places.primary_region,
        primary_place=places.primary_place,
        commodities=goods,
        topics=subjects,
        is_border_trade_story=is_story,
        story_why=why,
        signals=changes,
        rankings=orders,
        attributions=sources,
        ruleset=rules.ruleset,
    )
