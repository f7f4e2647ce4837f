"""Calls that are not Twilio's change nothing, and learn nothing."""

import json
import secrets

import pytest
import requests

from .desk import NORTHWIND
from .webhooks import Caller, inbound_form

REFUSED = {403, 404, 405}
FOREIGN_TOKEN = "f" * 32


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


def test_more_than_twilio_ever_sends_is_refused_unread(desk, stack, log, form):
    rows = desk.ledger.count()
    answer = Caller(stack.odoo).post({**form, "Body": "x" * 2_000_000}, signature="x")
    assert answer.status_code in {403, 413}
    assert desk.ledger.count() == rows
    assert not log.complaints
