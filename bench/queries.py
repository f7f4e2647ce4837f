"""The queries of a piece of work, and how PostgreSQL carries each of them out."""

from contextlib import contextmanager
from dataclasses import dataclass

from odoo.tools import SQL

# Tables that grow with every conversation; reading one of them in full is a fault.
HISTORY = {
    "discuss_channel",
    "discuss_channel_member",
    "mail_message",
    "res_partner",
    "whatsapp_twilio_conversation",
    "whatsapp_twilio_message",
}


@dataclass(frozen=True)
class Scan:
    """How much one query read of one table: rows looked at, kept or not."""

    table: str
    rows: int
    query: str


@contextmanager
def recorded(cr):
    """The SELECTs that are run with a cursor, as a list of texts."""
    selects = []
    execute = cr.execute

    def record(query, params=None, log_exceptions=True):
        is_sql = isinstance(query, SQL)
        code, values = (query.code, query.params) if is_sql else (query, params)
        text = cr.mogrify(code, values).decode()
        if text.lstrip().upper().startswith("SELECT"):
            selects.append(text)
        return execute(query, params, log_exceptions)

    cr.execute = record
    try:
        yield selects
    finally:
        del cr.execute


def scans(cr, select: str) -> list[Scan]:
    """Every scan of a table of HISTORY, as EXPLAIN ANALYZE tells."""
    cr.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {select}")
    [[[explained]]] = cr.fetchall()
    return [
        Scan(node["Relation Name"], _rows(node), select)
        for node in _nodes(explained["Plan"])
        if node.get("Relation Name") in HISTORY
    ]


def _nodes(node):
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)


def _rows(node):
    dropped = sum(v for k, v in node.items() if k.startswith("Rows Removed by"))
    return round((node["Actual Rows"] + dropped) * node["Actual Loops"])
