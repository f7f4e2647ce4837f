"""Two dispatchers, each an action of its own, share what waits and keep the pace."""

import pytest

from sandbox.launcher.stack import Stack
from sandbox.launcher.waiting import wait_until

from .desk import Desk
from .sql import query

# More than one lane carries, so that it wakes the other.
PEOPLE, EACH, PACE = 40, 2, 12
ALL = PEOPLE * EACH
_DISPATCHER = """
    SELECT res_id FROM ir_model_data
     WHERE module = 'whatsapp_twilio' AND name = 'ir_cron_send'
"""
_SENT = """
    SELECT lane FROM whatsapp_twilio_message
     WHERE direction = 'outbound' AND body LIKE 'Text %%' AND sid IS NOT NULL
"""
_LOOK_FOR_WORK = "SELECT pg_notify('cron_trigger', %(name)s)"


@pytest.fixture(scope="module")
def shared_desk():
    """Nobody else has so many new conversations in the sidebar."""
    with Stack.cloned("e2e_lanes") as stack:
        yield Desk(stack)


def test_two_lanes_send_nothing_twice_and_no_faster_than_the_sender_may(desk):
    admin, marc = desk.session("admin"), desk.session("marc")
    people = [desk.new_conversation() for _ in range(PEOPLE)]
    senders = admin.call("whatsapp.twilio.sender", "search", [])
    pace = {"messages_per_second": PACE}
    admin.call("whatsapp.twilio.sender", "write", senders, pace)
    desk.have_a_bad_day(api_latency=0.2)
    with desk.ledger.no_worker("ir_cron_send"):
        for number in range(EACH):
            for one in people:
                channel = one.conversation["channel_id"]
                marc.post_message(channel, f"Text {number}")
        [first] = query(desk.database, _DISPATCHER)
        [second] = admin.call("ir.cron", "copy", [first["res_id"]])
    query("postgres", _LOOK_FOR_WORK, name=desk.database)
    wait_until(
        lambda: len(query(desk.database, _SENT)) == ALL, "all is sent", timeout=120
    )
    assert {row["lane"] for row in query(desk.database, _SENT)} == {
        first["res_id"],
        second,
    }
    for one in people:
        texts = [message["body"] for message in one.has_got()]
        assert texts == [f"Text {number}" for number in range(EACH)]
    at = [message["created_at"] for one in people for message in one.has_got()]
    assert max(at) - min(at) > ALL / PACE - 1 - 0.5  # answers come sooner or later
