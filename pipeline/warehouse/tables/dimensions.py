"""Dimensions, filled from `seeds/` on each load."""

from sqlalchemy import Column, Date, Float, ForeignKey, Index, Integer, String, Table, Text

from pipeline.warehouse.tables.schema import identifier, metadata

source = Table(
    "source",
    metadata,
    identifier("source_id", "Publisher edition.", primary_key=True),
    Column("outlet", Text, nullable=False, comment="Publisher; its editions share it."),
    Column("lang", String(2), nullable=False, comment="Language of the edition."),
    Column("timezone", Text, nullable=False, comment="Zone of its datelines."),
    Column("base_url", Text, nullable=False, comment="Address of the edition."),
    Column("access", String(8), nullable=False, comment="full or teaser."),
    Column("min_per_week", Integer, nullable=False, comment="Fewer articles a week than this is a fault."),
    comment="Publisher editions, from seeds/sources.csv.",
)

region = Table(
    "region",
    metadata,
    identifier("region_id", "Node of the gazetteer.", primary_key=True),
    Column("parent_id", String(64), ForeignKey("region.region_id"), comment="Node above; null for a country."),
    Column("kind", String(20), nullable=False, comment="country, province, city, county, port, crossing, …"),
    Column("country", String(2), nullable=False, comment="ISO 3166-1 code."),
    Column("timezone", Text, nullable=False, comment="Zone whose calendar dates its rows."),
    Column("name_en", Text, nullable=False, comment="English name."),
    Column("name_ko", Text, nullable=False, comment="Korean name."),
    Column("lat", Float, comment="Latitude, degrees."),
    Column("lon", Float, comment="Longitude, degrees."),
    Column("borders", Text, nullable=False, default="", comment="Countries it borders, separated by |."),
    comment="Places, from seeds/regions.csv.",
)

region_closure = Table(
    "region_closure",
    metadata,
    Column("ancestor_id", String(64), ForeignKey("region.region_id"), primary_key=True, comment="Node or node above."),
    Column("region_id", String(64), ForeignKey("region.region_id"), primary_key=True, comment="Node."),
    Column("depth", Integer, nullable=False, comment="Steps between them; 0 for itself."),
    Index(None, "region_id"),
    comment="Every region with each of its ancestors, for roll-up.",
)

commodity = Table(
    "commodity",
    metadata,
    identifier("commodity_id", "Node of the goods tree.", primary_key=True),
    Column("parent_id", String(64), ForeignKey("commodity.commodity_id"), comment="Node above."),
    Column("name_en", Text, nullable=False, comment="English name."),
    Column("name_ko", Text, nullable=False, comment="Korean name."),
    Column("hs", Text, nullable=False, comment="HS chapters and headings."),
    comment="Goods, from seeds/commodities.csv.",
)

sanction_rule = Table(
    "sanction_rule",
    metadata,
    Column("commodity_id", String(64), ForeignKey("commodity.commodity_id"), primary_key=True, comment="Good."),
    Column("direction", String(6), primary_key=True, comment="import to or export from North Korea."),
    Column("rule", String(10), nullable=False, comment="banned, capped or restricted."),
    Column("basis", Text, nullable=False, comment="UN resolution and paragraph."),
    Column("since", Date, comment="First day it applied; null when not dated."),
    comment="UN rules by good and direction, from seeds/commodities.csv.",
)

topic = Table(
    "topic",
    metadata,
    identifier("topic_id", "Node of the topic tree.", primary_key=True),
    Column("parent_id", String(64), ForeignKey("topic.topic_id"), comment="Node above."),
    Column("name_en", Text, nullable=False, comment="English name."),
    Column("name_ko", Text, nullable=False, comment="Korean name."),
    comment="Topics, from seeds/topics.csv.",
)

day = Table(
    "day",
    metadata,
    Column("date", Date, primary_key=True, comment="Calendar day."),
    Column("iso_year", Integer, nullable=False, comment="Year of the ISO week."),
    Column("iso_week", Integer, nullable=False, comment="ISO week."),
    Column("month", String(7), nullable=False, comment="YYYY-MM."),
    Column("quarter", String(7), nullable=False, comment="YYYY-Qn."),
    comment="Calendar, so that days without reports show.",
)
