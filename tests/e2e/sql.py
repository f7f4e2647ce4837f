"""Straight to the database, also while no Odoo runs."""

from contextlib import closing

import psycopg2
from psycopg2.extras import RealDictCursor


def query(database, statement, **values):
    """The rows of one statement as dicts; committed at once."""
    with closing(psycopg2.connect(dbname=database)) as connection:
        connection.autocommit = True
        with connection.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(statement, values)
            return [dict(row) for row in cursor] if cursor.description else []
