"""Status callbacks: in order and once, unless a fault says otherwise."""

from __future__ import annotations

from functools import partial

from ..sandbox import Sandbox
from ..webhooks import call, forms
from ..world.records import Message
from . import calls
from .calls import Webhook
from .scheduler import Job


def report(sandbox: Sandbox, message: Message, is_last: bool):
    """Tell the StatusCallback the message's present status."""
    url = message.status_callback
    if not url or sandbox.faults.take("callback_lost"):
        return
    sender = sandbox.world.sender_of(message.account_sid, message.sender_number)
    customer = sandbox.world.customers[message.customer]
    form = forms.status(message, customer, sender)
    webhook = Webhook("status", url, form, call.new_token())
    times = 1 + (sandbox.faults.take("callback_duplicated") or 0)
    job = partial(_post, sandbox, message, webhook, times)
    for one in _in_order(sandbox, message, job, is_last):
        _enqueue(sandbox, message, one)


def _in_order(sandbox, message: Message, job: Job, is_last: bool) -> list[Job]:
    """What to post now; while shuffling, nothing until the last, then all reversed."""
    if not sandbox.faults.take("callback_shuffled"):
        return [job]
    waiting = sandbox.shuffled.setdefault(message.sid, [])
    waiting.insert(0, job)
    return sandbox.shuffled.pop(message.sid) if is_last else []


def _enqueue(sandbox: Sandbox, message: Message, job: Job):
    put = partial(sandbox.lanes.put, message.sid, job)
    if seconds := sandbox.faults.take("callback_late"):
        sandbox.scheduler.after(seconds, put)
    else:
        put()


def _post(sandbox: Sandbox, message: Message, webhook: Webhook, times: int):
    if calls.hold(sandbox, message, partial(_post, sandbox, message, webhook, times)):
        return
    for _time in range(times):
        calls.make(sandbox, message, webhook)
