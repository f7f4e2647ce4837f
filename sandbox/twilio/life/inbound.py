"""A customer writes: the message exists, the business's webhook is called."""

from __future__ import annotations

import time
from functools import partial

from ..codes import BODY_TOO_LONG
from ..limits import cut
from ..sandbox import Sandbox
from ..webhooks import call, forms, twiml
from ..webhooks.call import Outcome
from ..world.records import Customer, Media, Message, Sender
from . import calls, journey, outbound
from .calls import Webhook
from .storage import store
from .written import Written


def write(
    sandbox: Sandbox,
    customer: Customer,
    sender: Sender,
    written: Written,
    sid: str | None = None,
) -> Message:
    """The customer's message to a sender; returns once the webhook has answered."""
    now = time.time() - written.seconds_ago
    prefix = "MM" if written.files else "SM"
    message = Message(
        sid=sid or outbound.new_sid(prefix),
        account_sid=sender.account_sid,
        direction="inbound",
        sender_number=sender.number,
        customer=customer.address,
        to=sender.number,
        body=cut(written.text),
        status="received",
        created_at=now,
        updated_at=now,
        sent_at=now,
        times={"received": now},
        kind=written.kind,
        media=_store(sandbox, written),
        quoted=written.quoted and written.quoted.sid,
        forwarded=written.forwarded,
        extras=written.extras,
    )
    if message.body != written.text:
        message.error_code = BODY_TOO_LONG
    form = forms.inbound(message, customer, sender, written.quoted, sandbox.url)
    changed = {**form, **written.form}
    message.form = {name: one for name, one in changed.items() if one is not None}
    sandbox.world.wrote(sender.number, customer.address, now)
    outbound.record(sandbox, message)
    _deliver(sandbox, message, sender)
    return message


def _store(sandbox: Sandbox, written: Written) -> list[Media]:
    return [
        store(sandbox, file.content_type, file.data, file.name)
        for file in written.files
    ]


def _deliver(sandbox: Sandbox, message: Message, sender: Sender):
    if sandbox.faults.take("inbound_lost"):
        return
    if calls.hold(sandbox, message, partial(post, sandbox, message, sender)):
        return
    token = call.new_token()
    for _time in range(1 + (sandbox.faults.take("inbound_duplicated") or 0)):
        post(sandbox, message, sender, token)


def post(
    sandbox: Sandbox, message: Message, sender: Sender, token: str | None = None
) -> Outcome | None:
    """Post the message's form, the same bytes every time; to the fallback URL too if
    the first one fails. None: the sender has no webhook."""
    url = sender.webhook.get("callback_url")
    if not url:
        return None
    webhook = Webhook("inbound", url, message.form, token or call.new_token())
    outcome = calls.make(sandbox, message, webhook)
    if outcome.error_code:
        message.error_code = outcome.error_code
        outcome = _fall_back(sandbox, message, sender, webhook, outcome)
    if not outcome.error_code:
        for text in twiml.replies(outcome.body):
            journey.start(sandbox, outbound.reply(sandbox, message, text))
    return outcome


def _fall_back(
    sandbox: Sandbox, message: Message, sender: Sender, first: Webhook, outcome: Outcome
) -> Outcome:
    """https://www.twilio.com/docs/usage/security/availability-reliability"""
    url = sender.webhook.get("fallback_url")
    if not url:
        return outcome
    trouble = {"ErrorCode": str(outcome.error_code), "ErrorUrl": outcome.url}
    webhook = Webhook("fallback", url, {**first.form, **trouble}, first.token)
    return calls.make(sandbox, message, webhook)
