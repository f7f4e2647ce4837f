"""Databases: made, copied, dropped, together with their files.

A database is finished when its comment holds the fingerprint of what it was made
of. One without (an interrupted installation) is dropped and made again.
"""

import os
import shutil
from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2 import sql


def fingerprint(database: str) -> str | None:
    """What the database was made of; None if it is unfinished or not there."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database "
    rows = _execute(query + "WHERE datname = %s", [database])
    return rows[0][0] if rows else None


def finish(database: str, made_of: str) -> None:
    """Mark the database as finished."""
    comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
    _execute(comment.format(sql.Identifier(database), sql.Literal(made_of)))


def drop(database: str, data_dir: Path) -> None:
    """Remove the database, whoever is connected to it, and its files."""
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    _execute(statement.format(sql.Identifier(database)))
    shutil.rmtree(_files(data_dir, database), ignore_errors=True)


def clone(template: str, database: str, data_dir: Path) -> None:
    """Copy a database that nobody is connected to, replacing ``database``.

    Its files are linked, not copied: Odoo never changes a file of its filestore.
    """
    drop(database, data_dir)
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    names = sql.Identifier(database), sql.Identifier(template)
    _execute(statement.format(*names))
    if (source := _files(data_dir, template)).exists():
        target = _files(data_dir, database)
        shutil.copytree(source, target, copy_function=os.link)


def is_installed(database: str, module: str) -> bool:
    """Whether Odoo's own record says so, demo data included."""
    query = "SELECT state = 'installed' AND demo FROM ir_module_module WHERE name = %s"
    rows = _execute(query, [module], database)
    return bool(rows and rows[0][0])


def _files(data_dir, database):
    return data_dir / "filestore" / database


def _execute(statement, arguments=None, database="postgres"):
    with closing(psycopg2.connect(dbname=database)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement, arguments)
            return cursor.fetchall() if cursor.description else []
