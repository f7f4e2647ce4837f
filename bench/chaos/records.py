"""The two records that must agree: Odoo's database and the local Twilio's."""

import html
import re
from contextlib import closing

import psycopg2
from psycopg2.extras import RealDictCursor

# What the addon says above a text ("Arrived late"), and what makes it HTML.
_NOT_TEXT = re.compile('<div class="o-whatsapp-label">.*?</div>|<[^>]*>')
_DISCUSS = """
    SELECT message.id, message.body, message.date, conversation.address AS customer,
           message.author_id = conversation.partner_id AS is_inbound
      FROM mail_message message
      JOIN whatsapp_twilio_conversation conversation
        ON conversation.channel_id = message.res_id
     WHERE message.model = 'discuss.channel'
       AND message.message_type = 'whatsapp_message'
     ORDER BY message.id
"""
_LEDGER = "SELECT sid, direction, state, error_message FROM whatsapp_twilio_message"
_IMPORTED = """
    SELECT count(*) FROM whatsapp_twilio_message WHERE imported_at IS NOT NULL
"""
_UNDER_WAY = """
    SELECT count(*) FROM whatsapp_twilio_message
     WHERE state IN ('received', 'error', 'queued', 'unknown')
        OR state = 'sending' AND sid IS NULL
"""


def rows(database: str, statement: str, **values) -> list[dict]:
    """The rows of one statement as dicts; committed at once."""
    with closing(psycopg2.connect(dbname=database)) as connection:
        connection.autocommit = True
        with connection.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(statement, values)
            return [dict(row) for row in cursor] if cursor.description else []


def in_discuss(database: str) -> list[dict]:
    """What people read, oldest first: customer, text, date, is_inbound."""
    found = rows(database, _DISCUSS)
    for row in found:
        row["text"] = html.unescape(_NOT_TEXT.sub("", row["body"]))
    return found


def in_ledger(database: str) -> dict[str, dict]:
    """The ledger's rows by SID."""
    return {row["sid"]: row for row in rows(database, _LEDGER)}


def under_way(database: str) -> int:
    """How many messages still wait for a worker or for Twilio's answer."""
    [row] = rows(database, _UNDER_WAY)
    return row["count"]


def imported(database: str) -> int:
    """How many messages the sweep has brought."""
    [row] = rows(database, _IMPORTED)
    return row["count"]


def wake_workers(database: str) -> None:
    """Have cron workers look for work at once, as every web server does."""
    rows("postgres", "SELECT pg_notify('cron_trigger', %(name)s)", name=database)


def at_twilio(twilio) -> list[dict]:
    """All messages in the order in which Twilio took them."""
    return twilio.control("GET", "messages")
