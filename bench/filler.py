"""Years of conversations in seconds: copies of one that really took place."""

import itertools

from odoo.tools import SQL

# Of ten conversations seven were solved; three fell silent while we waited.
_STATE = "CASE WHEN n % 10 < 7 THEN 'solved' ELSE 'pending' END"
_TIME = "now() AT TIME ZONE 'UTC' - interval '2 days' - n * interval '5 minutes'"
_LAST_STATE = {"inbound": "done", "outbound": "read"}
_NAME = "'Customer ' || n"
_AREA = "1416"
_PHONE = f"'+{_AREA}' || lpad(n::text, 7, '0')"
_BSUID = "'US.9' || lpad(n::text, 13, '0')"


def fill(conversation, count: int, times: int) -> range:
    """Copy a conversation with its customer, channel, messages and ledger rows.

    What was said is said so many times in each copy. Nobody sits in the copies, as
    nobody sits in a conversation that is over. Returns the new channels' ids.
    """
    customers = add_contacts(conversation.partner_id, count)
    channels = _copy(conversation.channel_id, count, **_CHANNEL)
    conversations = _copy(
        conversation,
        count,
        channel_id=f"{channels} + n",
        partner_id=f"{customers} + n",
        **_CONVERSATION,
    )
    said = conversation.whatsapp_message_ids.sorted("id")
    for time, row in itertools.product(range(times), said):
        _say_again(row, count, time, customers, channels, conversations)
        conversation.env.cr.commit()
    return range(channels + 1, channels + count + 1)


def add_contacts(contact, count: int, area: str = _AREA) -> int:
    """Copy a contact; copy n gets the id that is returned, plus n."""
    phone = _PHONE.replace(_AREA, area)
    numbers = {"phone": phone, "phone_sanitized": phone}
    before = _copy(contact, count, name=_NAME, complete_name=_NAME, **numbers)
    contact.env.cr.execute(
        "UPDATE res_partner SET commercial_partner_id = id WHERE id > %s", [before]
    )
    contact.env.cr.commit()
    return before


def _say_again(row, count, time, customers, channels, conversations):
    """Copy a message and its ledger row into each of the copied conversations."""
    is_inbound = row.direction == "inbound"
    messages = _copy(
        row.mail_message_id,
        count,
        res_id=f"{channels} + n",
        author_id=f"{customers} + n" if is_inbound else "author_id",
        message_id=f"'<{time}.{row.id}.' || n || '@bench>'",
    )
    _copy(
        row,
        count,
        conversation_id=f"{conversations} + n",
        mail_message_id=f"{messages} + n",
        customer_key=_PHONE if is_inbound else "NULL",
        sid=f"'SM' || md5('{time}.{row.id}.' || n)",
        state=f"'{_LAST_STATE[row.direction]}'",
        uuid="NULL" if is_inbound else "gen_random_uuid()",
    )


def seat(member, channels: range) -> None:
    """Seat a channel's member in all of these too, unpinned: no sidebar shows them."""
    _copy(
        member,
        len(channels),
        channel_id=f"{channels.start - 1} + n",
        unpin_dt="now() AT TIME ZONE 'UTC'",
        last_interest_dt=_TIME,
    )
    member.env.cr.commit()


def analyze(cr) -> None:
    """Tell the planner of what was filled in, as autovacuum would soon."""
    cr.execute("ANALYZE")
    cr.commit()


_CHANNEL = {
    "name": _NAME,
    "uuid": "md5('channel' || n)",
    "last_interest_dt": _TIME,
}
_CONVERSATION = {
    "address": _PHONE,
    "phone": _PHONE,
    "bsuid": _BSUID,
    "state": _STATE,
    "last_message_at": _TIME,
    "last_inbound_at": _TIME,
    "window_closes_at": f"{_TIME} + interval '1 day'",
}


def _copy(record, count, **changes):
    """Copy a record's row; copy n gets the id that is returned, plus n.

    `changes` are columns and their SQL, in which n is the copy's number.
    """
    cr, table = record.env.cr, SQL.identifier(record._table)
    record.env.flush_all()
    cr.execute(SQL("SELECT max(id) FROM %s", table))
    [before] = cr.fetchone()
    columns = {
        name: SQL(changes[name].replace("%", "%%"))
        if name in changes
        else SQL.identifier("original", name)
        for name in _columns(record)
    }
    cr.execute(
        SQL(
            "INSERT INTO %s (id, %s) SELECT %s + n, %s FROM %s original, "
            "generate_series(1, %s) n WHERE original.id = %s",
            table,
            SQL(", ").join(map(SQL.identifier, columns)),
            before,
            SQL(", ").join(columns.values()),
            table,
            count,
            record.id,
        )
    )
    sequence = [record._table, before + count]
    cr.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", sequence)
    return before


def _columns(record):
    record.env.cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s "
        "AND column_name != 'id'",
        [record._table],
    )
    return [name for (name,) in record.env.cr.fetchall()]
