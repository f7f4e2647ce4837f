"""Two Odoo servers on one database behave as one."""

from functools import partial

import pytest
from playwright.sync_api import expect

from .desk import NORTHWIND
from .webhooks import Caller, all_at_once, inbound_form, status_form


@pytest.fixture(scope="module")
def servers(stack):
    second = stack.add_server()
    second.start()
    yield stack.odoo, second
    second.stop()


@pytest.fixture
def callers(servers):
    """Twilio's calls to either server, both signed for the one public URL."""
    return [Caller(server, public_url=servers[0].url) for server in servers]


def test_each_message_is_there_once_whichever_server_it_came_to(desk, callers):
    customers = [desk.new_customer() for _ in range(6)]
    forms = [
        inbound_form(customer.number, NORTHWIND, f"Text {number}")
        for customer in customers
        for number in range(3)
    ]
    calls = [partial(caller.post, form) for form in forms for caller in callers]
    assert {answer.status_code for answer in all_at_once(calls)} == {200}
    for customer in customers:
        desk.ledger.wait_until_received(customer.number, 3)
        assert sorted(customer.in_discuss()) == ["Text 0", "Text 1", "Text 2"]


def test_each_answer_is_sent_once_whichever_server_it_went_through(desk, servers):
    customers = [desk.new_conversation() for _ in range(6)]
    logins = "marc", "lena"
    for login, server in zip(logins, servers, strict=True):
        desk.session(login, server)
    answers = [
        partial(desk.answer, customer, f"From {login}", login, server)
        for customer in customers
        for login, server in zip(logins, servers, strict=True)
    ]
    for message in all_at_once(answers):
        desk.ledger.wait_for(message, "delivered")
    for customer in customers:
        for login in logins:
            assert len(customer.has_been_sent(f"From {login}")) == 1


def test_a_retry_on_both_servers_at_once_sends_once(desk, servers):
    sofia = desk.new_conversation()
    desk.have_a_bad_day(fail_with=63012)
    message = desk.answer(sofia, "Again")
    failed = desk.ledger.wait_for(message, "failed")
    desk.have_a_good_day()
    retries = [
        partial(
            desk.session(login, server).call,
            "whatsapp.twilio.message",
            "action_retry",
            [failed["id"]],
        )
        for login, server in zip(("marc", "lena"), servers, strict=True)
        for _click in range(3)
    ]
    all_at_once(retries)
    desk.ledger.wait_for(message, "delivered")
    assert len(sofia.has_been_sent("Again")) == 2


def test_browsers_on_one_server_see_live_what_came_through_the_other(
    desk, servers, callers, open_as
):
    first, second = servers
    sofia = desk.new_customer("Sofia Between")
    marc, lena = open_as("marc", first), open_as("lena", second)
    desk.have_a_bad_day(inbound_lost=True)
    sid = sofia.writes("Through B")["sid"]  # Twilio knows of it, server A does not
    form = inbound_form(
        sofia.number, NORTHWIND, "Through B", ProfileName=sofia.name, MessageSid=sid
    )
    assert callers[1].post(form).status_code == 200
    for agent in marc, lena:
        agent.open(sofia)
        agent.shows("Through B")
    marc.answer("Answered on A")
    marc.has_ticks("Answered on A", "delivered")
    expect(lena.entry(sofia)).to_have_count(0)
    [row] = desk.ledger.outbound(sofia)
    read = status_form(row["sid"], "read")
    assert callers[1].post(read, f"status/{row['uuid']}").status_code == 204
    marc.has_ticks("Answered on A", "read")
    assert marc.is_same_page and lena.is_same_page
