"""Several agents at once never pass WhatsApp's messaging limit together."""

from functools import partial

from sandbox.launcher.problem import Problem
from sandbox.launcher.waiting import wait_until

from .sql import query
from .test_templates import HOUR, templates  # noqa: F401 - a fixture
from .webhooks import all_at_once

AGENTS, PLACES, CUSTOMERS = 4, 3, 8
SEND = "whatsapp.twilio.template.send"
_REACHED = """
    SELECT count(DISTINCT reached_address) FROM whatsapp_twilio_message
     WHERE reached_address IS NOT NULL
       AND state NOT IN ('failed', 'undelivered', 'canceled')
"""


def test_it_stops_exactly_at_the_limit_however_many_send_at_once(
    desk,
    settings,
    templates,  # noqa: F811
):
    people = [desk.new_conversation() for _ in range(CUSTOMERS)]
    for customer in people:
        settings.close_in(customer, -HOUR)
    limit = count(desk) + PLACES
    settings.change("sender_northwind", messaging_limit_override=str(limit))
    agents = [desk.stack.odoo.login("marc") for _ in range(AGENTS)]
    wizards = [
        partial(start, agents[place % AGENTS], composer(desk, agents[0], customer))
        for place, customer in enumerate(people)
    ]
    answers = all_at_once(wizards)
    refusals = [answer for answer in answers if answer]
    assert count(desk) == limit, refusals
    assert len(refusals) == CUSTOMERS - PLACES
    assert all("next place is free at" in refusal for refusal in refusals)
    sent = [customer for customer in people if desk.ledger.outbound(customer)]
    assert len(sent) == PLACES
    for customer in sent:
        wait_until(lambda c=customer: c.has_got(), "Twilio has the template")
        assert len(customer.has_got()) == 1


def composer(desk, agent, customer):
    """A filled-in composer of the template that asks whether to go on."""
    [row] = query(
        desk.database,
        "SELECT id FROM whatsapp_twilio_template WHERE content_sid = %(sid)s",
        sid=f"HX{1:032d}",
    )
    values = {
        "conversation_id": customer.conversation["id"],
        "template_id": row["id"],
        "value_ids": [[0, 0, {"name": "1", "value": customer.name}]],
    }
    return agent.call(SEND, "create", values)


def start(agent, wizard):
    """Push Send; why it was refused, or None."""
    try:
        agent.call(SEND, "action_send", [wizard])
    except Problem as problem:
        return str(problem)


def count(desk):
    return query(desk.database, _REACHED)[0]["count"]
