"""Which queries read history in full, as PostgreSQL's own plans tell."""

from collections.abc import Callable

from . import questions
from .cost import in_this_process
from .past import HISTORY, LivedIn, Past
from .queries import recorded, scans
from .table import Table

# A query that looks at more rows of one table than this reads history.
MANY = HISTORY // 10


def main() -> None:
    """Print the most that each question reads of a table, and what reads too much."""
    title = f"After {HISTORY:,} conversations: the most that one query reads of a table"
    table, faults = Table(title, ["ms", "queries", "rows", "of"]), set()
    with Past() as past:
        home = past.site("plans", HISTORY)
        for name, login, ask in questions.ALL:
            with home.site.odoo(login) as env:
                faults.update(_answer(table, name, env, home, ask))
    table.show()
    for scan in sorted(faults, key=lambda scan: -scan.rows):
        print(f"  {scan.rows:,} rows of {scan.table}:\n    {_one_line(scan.query)}\n")


def _answer(table, name, env, home: LivedIn, ask: Callable):
    with recorded(env.cr) as selects:
        cost = in_this_process(lambda: ask(env, home))
    read = [scan for select in selects for scan in scans(env.cr, select)]
    env.cr.rollback()
    worst = max(read, key=lambda scan: scan.rows)
    table.add(name, "", [cost.seconds * 1000, cost.queries, worst.rows, worst.table])
    return [scan for scan in read if scan.rows > MANY]


def _one_line(query):
    line = " ".join(query.split())
    return line if len(line) < 900 else f"{line[:600]} … {line[-300:]}"
