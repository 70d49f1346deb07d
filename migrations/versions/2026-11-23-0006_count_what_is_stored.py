"""The sums of what was stored before they were kept."""

from __future__ import annotations

from alembic import op

revision = "0c5f2ab97e18"
down_revision = "93b6e0f4d1a7"
branch_labels = None
depends_on = None

DAY = 86_400
OPEN_START, OPEN_END = -(2**62), 2**62
FIRST = f"e.earliest - ((e.earliest % {DAY}) + {DAY}) % {DAY}"
WITHIN = f"e.latest <= {FIRST} + {DAY}"
# Bounds within a day are that day's, and undated events have bounds that overlap nothing.
SHAPE = {
    "collection": "e.collection",
    "modality": "e.modality",
    "type": "coalesce(e.type, '')",
    "precision": "coalesce(e.precision, '')",
    "basis": "e.basis",
    "earliest": f"coalesce(CASE WHEN {WITHIN} THEN {FIRST} ELSE e.earliest END, {OPEN_END})",
    "latest": f"coalesce(CASE WHEN {WITHIN} THEN {FIRST} + {DAY} ELSE e.latest END, {OPEN_START})",
}
FACETS = {
    "entity": "SELECT DISTINCT x.event_id, n.folded AS value FROM event_entities x"
    " JOIN entities n ON n.id = x.entity_id",
    "source": "SELECT DISTINCT r.event_id, a.source AS value FROM reports r JOIN articles a ON a.id = r.article_id"
    " WHERE a.source IS NOT NULL",
    "language": "SELECT DISTINCT r.event_id, a.language AS value FROM reports r JOIN articles a ON a.id = r.article_id",
    "tag": "SELECT DISTINCT r.event_id, t.folded AS value FROM reports r JOIN article_tags t"
    " ON t.article_id = r.article_id",
}


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    an_object, a_list = ("json_object", "json_group_array") if sqlite else ("json_build_object", "json_agg")
    members = [f"'{name}', {value}" for name, value in SHAPE.items()]
    for number, field in enumerate(FACETS):
        found = f"coalesce(f{number}.found, '[]')"
        members.append(f"'{field}', json({found})" if sqlite else f"'{field}', {found}")
    joined = " ".join(
        f"LEFT JOIN (SELECT event_id, {a_list}(value) AS found"  # noqa: S608
        f" FROM ({told}) v{number} GROUP BY event_id) f{number}"
        f" ON f{number}.event_id = e.id"
        for number, told in enumerate(FACETS.values())
    )
    op.execute(
        f"INSERT INTO counted_events (event_id, document)"  # noqa: S608
        f" SELECT e.id, {an_object}({', '.join(members)}) FROM events e {joined} WHERE e.status = 'active'"
    )
    columns = ", ".join(SHAPE)
    told = ", ".join(f"{value} AS {name}" for name, value in SHAPE.items())
    op.execute(
        f"INSERT INTO event_tallies ({columns}, number) SELECT {columns}, count(*)"  # noqa: S608
        f" FROM (SELECT {told} FROM events e WHERE e.status = 'active') s GROUP BY {columns}"
    )
    for field, told in FACETS.items():
        op.execute(
            f"INSERT INTO facet_tallies (field, value, collection, modality, dated, number)"  # noqa: S608
            f" SELECT '{field}', f.value, e.collection, e.modality, e.earliest IS NOT NULL, count(*)"
            f" FROM ({told}) f JOIN events e ON e.id = f.event_id WHERE e.status = 'active'"
            " GROUP BY f.value, e.collection, e.modality, e.earliest IS NOT NULL"
        )


def downgrade() -> None:
    op.execute("DELETE FROM facet_tallies")
    op.execute("DELETE FROM event_tallies")
    op.execute("DELETE FROM counted_events")
