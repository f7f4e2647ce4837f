"""Databases: made, copied, dropped, together with their files.

Each of ours has a comment: our mark, and once it is finished, the fingerprint of what
it was made of. One without a fingerprint (an interrupted installation) is made again;
one without our mark belongs to somebody else and is never touched.
"""

import os
import shutil
from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2 import sql

from .problem import Problem

_MARK = "made by the launcher of whatsapp_twilio "


def fingerprint(database: str) -> str | None:
    """What the database was made of; None if it is unfinished or not there."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database "
    rows = _execute(query + "WHERE datname = %s", [database])
    if not rows:
        return None
    comment = rows[0][0] or ""
    if not comment.startswith(_MARK):
        raise Problem(
            f"PostgreSQL has a database {database} that this launcher has not made. "
            "Rename or drop it, or unset PGHOST to use a server of the launcher's own."
        )
    return comment.removeprefix(_MARK) or None


def finish(database: str, made_of: str) -> None:
    """Mark the database as finished."""
    _comment(database, made_of)


def create(database: str, data_dir: Path) -> None:
    """Make an empty database for Odoo to install itself in, replacing ``database``."""
    drop(database, data_dir)
    how = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'"
    _execute(sql.SQL(how).format(sql.Identifier(database)))
    _comment(database, "")
    _execute("CREATE EXTENSION IF NOT EXISTS pg_trgm", None, database)


def clone(template: str, database: str, data_dir: Path) -> None:
    """Copy a database that nobody is connected to, replacing ``database``.

    Its files are linked, not copied: Odoo never changes a file of its filestore.
    """
    drop(database, data_dir)
    names = sql.Identifier(database), sql.Identifier(template)
    _execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    _comment(database, "")
    if (source := _files(data_dir, template)).exists():
        target = _files(data_dir, database)
        shutil.copytree(source, target, copy_function=os.link)


def drop(database: str, data_dir: Path) -> None:
    """Remove the database, whoever is connected to it, and its files."""
    fingerprint(database)  # refuses what is not ours
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    _execute(statement.format(sql.Identifier(database)))
    shutil.rmtree(_files(data_dir, database), ignore_errors=True)


def is_installed(database: str, module: str) -> bool:
    """Whether Odoo's own record says so, demo data included."""
    query = "SELECT state = 'installed' AND demo FROM ir_module_module WHERE name = %s"
    rows = _execute(query, [module], database)
    return bool(rows and rows[0][0])


def _comment(database, text):
    statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
    names = sql.Identifier(database), sql.Literal(_MARK + text)
    _execute(statement.format(*names))


def _files(data_dir, database):
    return data_dir / "filestore" / database


def _execute(statement, arguments=None, database="postgres"):
    with closing(psycopg2.connect(dbname=database)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement, arguments)
            return cursor.fetchall() if cursor.description else []
