"""Unsigned calls change nothing and learn nothing; signed nonsense loses nothing."""

import json
import secrets
from urllib.parse import urlencode

import pytest
import requests

from sandbox.launcher.waiting import wait_until

from .desk import NORTHWIND
from .sql import query
from .webhooks import FORM, Caller, inbound_form

REFUSED = {403, 404, 405}
FOREIGN_TOKEN = "f" * 32
HTML = '<script>alert(1)</script><b>bold</b> &amp; < > "'


@pytest.fixture
def caller(stack):
    return Caller(stack.odoo)


@pytest.fixture
def form(desk):
    """What a new customer writes."""
    return inbound_form(desk.new_customer().number, NORTHWIND, "Hello")


def unknown_key(stack, form):
    return Caller(stack.odoo, key="unknown").post(form)


def no_signature(stack, form):
    return Caller(stack.odoo).post(form, signature="")


def wrong_signature(stack, form):
    return Caller(stack.odoo).post(form, signature="bm90IGEgc2lnbmF0dXJl")


def foreign_signature(stack, form):
    return Caller(stack.odoo, token=FOREIGN_TOKEN).post(form)


def empty_token(stack, form):
    return Caller(stack.odoo, token="").post(form)


def signature_of_another_form(stack, form):
    caller = Caller(stack.odoo)
    return caller.post(form, signature=caller.sign({**form, "Body": "Goodbye"}))


def signature_of_another_url(stack, form):
    caller = Caller(stack.odoo)
    return caller.post(form, signature=caller.sign(form, "status/1"))


def bytes_that_are_no_text(stack, form):
    return Caller(stack.odoo).post(
        form, signature="x", data=b"Body=%ff%fe\xff&From=\x00"
    )


def json_body(stack, form):
    caller = Caller(stack.odoo)
    headers = {"Content-Type": "application/json"}
    return caller.post(form, headers=headers, data=json.dumps(form))


def a_get(stack, form):
    url = f"{stack.odoo.url}/whatsapp_twilio/sandbox/inbound"
    return requests.get(url, params=form, timeout=60)


def a_status_without_a_signature(stack, form):
    return Caller(stack.odoo).post(form, path="status/1", signature="")


STRANGERS = [
    unknown_key,
    no_signature,
    wrong_signature,
    foreign_signature,
    empty_token,
    signature_of_another_form,
    signature_of_another_url,
    bytes_that_are_no_text,
    json_body,
    a_get,
    a_status_without_a_signature,
]


@pytest.mark.parametrize("call", STRANGERS, ids=lambda call: call.__name__)
def test_a_stranger_is_refused_and_nothing_is_stored(desk, stack, log, form, call):
    rows = desk.ledger.count()
    assert call(stack, form).status_code in REFUSED
    assert desk.ledger.count() == rows
    assert not log.complaints


def test_an_account_without_a_token_trusts_nobody(desk, stack, log, form):
    admin, model = desk.session("admin"), "whatsapp.twilio.account"
    values = {"name": "No token", "account_sid": "AC" + secrets.token_hex(16)}
    account = admin.call(model, "create", [{**values, "public_url": stack.odoo.url}])
    [fields] = admin.call(model, "read", account, ["webhook_key"])
    rows = desk.ledger.count()
    for token in "", "False", "None":
        caller = Caller(stack.odoo, key=fields["webhook_key"], token=token)
        assert caller.post(form).status_code == 403
    assert desk.ledger.count() == rows
    assert not log.complaints


def test_the_answer_does_not_tell_what_was_wrong(stack, form):
    answers = [call(stack, form) for call in STRANGERS[:7]]
    assert len({(answer.status_code, answer.text) for answer in answers}) == 1
    told = [sorted(set(answer.headers) - {"Date"}) for answer in answers]
    assert told == told[:1] * len(told)


def test_more_than_twilio_ever_sends_is_refused_unread(desk, caller, log, form):
    rows = desk.ledger.count()
    answer = caller.post({**form, "Body": "x" * 2_000_000}, signature="x")
    assert answer.status_code in {403, 413}
    assert desk.ledger.count() == rows
    assert not log.complaints


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
        ("", ""),
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
def test_bytes_that_are_no_text_are_no_error(desk, caller, log, form, name):
    """A lone surrogate, a cut-off character; signed as the server reads them."""
    fine = {key: value for key, value in form.items() if key != name}
    data = f"{urlencode(fine)}&{name}=a%ED%A0%80%F0%9Fz"
    signed = {**fine, name: "a%ED%A0%80%F0%9Fz"}
    answer = caller.post(form, signature=caller.sign(signed), data=data)
    assert answer.status_code == 200
    assert settled(desk, signed["Body"]) or desk.ledger.count()


def settled(desk, body):
    """The rows of a text that the worker has looked at."""
    return query(
        desk.database,
        "SELECT id, state, payload FROM whatsapp_twilio_message "
        "WHERE body = %(body)s AND state IN ('done', 'error')",
        body=body,
    )
