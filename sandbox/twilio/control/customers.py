"""`/sandbox/customers`: who they are, what they write and read."""

from __future__ import annotations

import time

from werkzeug.wrappers import Request, Response

from ..api.answers import as_json
from ..life import inbound, journey
from ..life.views import customer_view, message_in_full
from ..sandbox import Sandbox
from ..world import addresses
from ..world.records import Customer, Sender
from .errors import Refused, json_object, take
from .writing import CONTENT, read_written

SETTINGS = {
    "profile_name": str,
    "bsuid": str,
    "username": (str, type(None)),
    "auto_read": bool,
    "blocked": bool,
    "opted_out": bool,
    "not_on_whatsapp": bool,
}
# Moves the time of the customer's last message, and with it the 24-hour window.
AGE = {"wrote_hours_ago": (int, float)}
NEW = {"number": str, **SETTINGS}
# Who writes to whom; the rest is what is written.
MESSAGE = {
    "to": str,
    "profile_name": str,
    "bsuid": str,
    "username": str,
    "message_sid": str,
    **CONTENT,
}


def index(sandbox: Sandbox, _request: Request) -> Response:
    return as_json([customer_view(one) for one in sandbox.world.customers.values()])


def create(sandbox: Sandbox, request: Request) -> Response:
    values = take(json_object(request), NEW)
    address = _address(values.pop("number", ""))
    customer = _change(sandbox, address, values)
    return as_json(customer_view(customer), 201)


def update(sandbox: Sandbox, request: Request, address: str) -> Response:
    """Settings of a customer, who is made if new."""
    values = take(json_object(request), {**SETTINGS, **AGE})
    hours = values.pop("wrote_hours_ago", None)
    customer = _change(sandbox, _address(address), values)
    if hours is not None:
        _wrote(sandbox, customer, time.time() - hours * 3600)
    return as_json(customer_view(customer))


def write(sandbox: Sandbox, request: Request, address: str) -> Response:
    """The customer writes: `{to, body, files, …}`, see MESSAGE."""
    values = take(json_object(request), MESSAGE)
    sender = _sender(sandbox, values.pop("to", ""))
    sid = values.pop("message_sid", None)
    written = read_written(
        sandbox, {name: values.pop(name) for name in CONTENT if name in values}
    )
    if sid in sandbox.world.messages:
        raise Refused(f"{sid} exists; POST /sandbox/messages/{sid}/repeat.", 409)
    address = _address(address)
    customer = sandbox.world.customers.get(address)
    if values or customer is None:
        customer = _change(sandbox, address, values)
    message = inbound.write(sandbox, customer, sender, written, sid)
    return as_json(message_in_full(message), 201)


def read(sandbox: Sandbox, request: Request, address: str) -> Response:
    """The customer opens the conversation with `{to}`: what was delivered is read."""
    sender = _sender(sandbox, take(json_object(request), {"to": str}).get("to", ""))
    address = _address(address)
    seen = [
        message
        for message in list(sandbox.world.messages.values())
        if not message.is_inbound
        and message.status == "delivered"
        and (message.sender_number, message.customer) == (sender.number, address)
    ]
    for message in seen:
        journey.read(sandbox, message)
    return as_json({"read": [message.sid for message in seen]})


def _change(sandbox: Sandbox, address: str, values: dict) -> Customer:
    customer = sandbox.world.add_customer(address, **values)
    sandbox.changed("customer", customer_view(customer))
    return customer


def _wrote(sandbox: Sandbox, customer: Customer, at: float):
    with sandbox.world.lock:
        for sender in sandbox.world.senders.values():
            sandbox.world.last_inbound[sender.number, customer.address] = at
    sandbox.changed("customer", customer_view(customer))


def _address(text: str) -> str:
    try:
        return addresses.normalise(text)
    except ValueError as error:
        raise Refused(str(error)) from None


def _sender(sandbox: Sandbox, number: str) -> Sender:
    sender = sandbox.world.sender_of(None, _address(number)) if number else None
    if sender is None:
        known = ", ".join(one.number for one in sandbox.world.senders.values())
        raise Refused(f"to: {number!r} is no business number. Known: {known}.", 404)
    return sender
