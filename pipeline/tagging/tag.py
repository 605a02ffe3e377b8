"""All taggers in their order, from a document to its tags.

read → names of places → mentions → match → sources → places → goods in trade → marks of topics → subject → goods →
signals → topics → rankings → story
"""

from pipeline.records import Document, Tags
from pipeline.tagging import (
    attribution,
    commodities,
    evidence,
    marks,
    rankings,
    regions,
    salience,
    signals,
    story,
    subject,
    topics,
    traded,
)
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import read


def tag(document: Document, rules: Rules) -> Tags:
    """The document's tags; a report without a link to North Korea has only places (guideline G1)."""
    reading = read(document)
    matcher = rules.matchers[document.lang]
    named = matcher.places(reading)
    mentions, north_korea = regions.find(reading, named, rules)
    if not north_korea:
        places = salience.settle(reading, mentions, rules, north_korea=False)
        return Tags(
            regions=places.tags,
            primary_region=places.primary_region,
            primary_place=places.primary_place,
            story_why="no link to North Korea",
            ruleset=rules.ruleset,
        )
    hits = matcher.hits(reading, named)
    sources, mentions = attribution.find(reading, hits, mentions, rules)
    places = salience.settle(reading, mentions, rules, north_korea=True)
    beside = evidence.gather(reading, hits)
    goods_in_trade = traded.weigh(reading, hits, beside, rules)
    about = marks.find(reading, hits, beside, goods_in_trade, rules)
    weighed = subject.weigh(about, rules)
    goods = commodities.find(reading, beside, goods_in_trade, weighed)
    changes = signals.find(reading, hits, places, goods, sources, rules)
    main = subject.opened_by(weighed, reading, changes)
    if main.main and not weighed.main:
        # Goods that count in reports on trade only are goods here after all, and changes may be stated for them.
        goods = commodities.find(reading, beside, goods_in_trade, main)
        changes = signals.find(reading, hits, places, goods, sources, rules)
    subjects = topics.find(reading, about, main, rules)
    orders = rankings.find(reading, hits, places, sources, rules)
    is_story, why = story.decide(main, goods, changes)
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
