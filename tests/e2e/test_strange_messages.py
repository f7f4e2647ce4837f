"""Twilio signed it, whatever it is: it is kept, and shown as it was typed."""

import secrets
from urllib.parse import urlencode

import pytest

from sandbox.launcher.waiting import wait_until

from .desk import NORTHWIND
from .sql import query
from .webhooks import Caller, inbound_form

HTML = '<script>alert(1)</script><b>bold</b> &amp; < > "'


@pytest.fixture
def caller(stack):
    return Caller(stack.odoo)


@pytest.fixture
def form(desk):
    """What a new customer writes."""
    return inbound_form(desk.new_customer().number, NORTHWIND, "Hello")


@pytest.mark.parametrize(
    "change",
    [
        {"From": None, "WaId": None},
        {"From": "whatsapp:"},
        {"From": "somebody"},
        {"To": None},
        {"To": "whatsapp:+19995550199"},
        {"To": "whatsapp:nobody"},
        {"MessageSid": None, "SmsSid": None, "SmsMessageSid": None},
    ],
    ids=str,
)
def test_what_cannot_be_understood_is_kept(desk, caller, log, form, change):
    signed = {**form, "Body": secrets.token_hex(8), **change}
    signed = {name: value for name, value in signed.items() if value is not None}
    assert caller.post(signed).status_code == 200
    [row] = wait_until(lambda: settled(desk, signed["Body"]), "it was looked at")
    assert row["payload"] == signed
    # Whoever reads the log is told which row, never who wrote what.
    assert form["From"].removeprefix("whatsapp:") not in log.text
    assert signed["Body"] not in log.text


@pytest.mark.parametrize(
    "text, kept",
    [
        (HTML, HTML),
        ("before\0after", "before\ufffdafter"),
        ("x" * 100_000, "x" * 100_000),
        ("\u202e\u200d\ud7ff\uffff 👩‍👩‍👧‍👦 " + "e\u0301" * 50, None),
        ("", "This kind of message can't be shown here: open it on the phone."),
    ],
    ids=["html", "nul", "long", "odd", "empty"],
)
def test_every_text_is_shown_as_typed(desk, caller, log, text, kept):
    sofia = desk.new_customer()
    kept = text if kept is None else kept
    form = inbound_form(sofia.number, NORTHWIND, text)
    assert caller.post(form).status_code == 200
    desk.ledger.wait_until_received(sofia.number)
    [shown] = sofia.in_discuss()
    assert shown == kept
    assert not log.complaints


@pytest.mark.parametrize("name", ["Body", "ProfileName", "From", "MessageSid"])
def test_bytes_that_are_no_text_are_no_error(desk, caller, form, name):
    """A lone surrogate, a cut-off character; signed as the server reads them."""
    rows = desk.ledger.count()
    fine = {key: value for key, value in form.items() if key != name}
    data = f"{urlencode(fine)}&{name}=a%ED%A0%80%F0%9Fz"
    signed = {**fine, name: "a%ED%A0%80%F0%9Fz"}
    answer = caller.post(form, signature=caller.sign(signed), data=data)
    assert answer.status_code == 200
    assert desk.ledger.count() == rows + 1


def settled(desk, body):
    """The rows of a text that the worker has looked at."""
    return query(
        desk.database,
        "SELECT id, state, payload FROM whatsapp_twilio_message "
        "WHERE body = %(body)s AND state IN ('done', 'error')",
        body=body,
    )
