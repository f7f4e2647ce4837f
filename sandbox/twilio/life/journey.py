"""The way of an accepted message: sent, delivered, read, or failed."""

from __future__ import annotations

import time

from ..sandbox import Sandbox
from ..world.records import TERMINAL, Message
from . import callbacks, fetching
from .rules import Fate, fate
from .views import message_view


def start(sandbox: Sandbox, message: Message):
    """Set the message on its way; its first report may come before this returns."""
    if message.sender_number is None:
        _choose_sender(sandbox, message)
        sandbox.scheduler.after(
            sandbox.delays["queued"], lambda: _queued(sandbox, message)
        )
        return
    if message.media_urls:
        _fetch_later(sandbox, message)
        return
    statuses, decided = _decide(sandbox, message)
    if sandbox.faults.take("callback_before_answer"):
        _step(sandbox, message, decided, statuses)
        sandbox.lanes.wait(message.sid)
        return
    _later(sandbox, message, decided, statuses)


def resume(sandbox: Sandbox):
    """Set every message on its way that a restart stopped."""
    for message in list(sandbox.world.messages.values()):
        if message.is_inbound or message.status in TERMINAL | {"delivered"}:
            continue
        if message.status == "accepted":
            message.sender_number = None
        start(sandbox, message)


def _choose_sender(sandbox: Sandbox, message: Message):
    """A Messaging Service answers with the sender the customer last wrote to."""
    account = sandbox.world.accounts[message.account_sid]
    pool = account.messaging_services[message.messaging_service_sid]
    wrote = sandbox.world.last_inbound
    message.sender_number = max(
        pool, key=lambda number: wrote.get((number, message.customer), 0)
    )


def _queued(sandbox: Sandbox, message: Message):
    if _is_forgotten(sandbox, message):
        return
    _set(sandbox, message, "queued")
    callbacks.report(sandbox, message, is_last=False)
    if message.media_urls:
        _fetch_later(sandbox, message)
    else:
        _go_on(sandbox, message)


def _fetch_later(sandbox: Sandbox, message: Message):
    """Twilio fetches the file once it has answered; nothing is sent before."""
    seconds = sandbox.faults.take("media_fetch_delay") or 0
    sandbox.scheduler.after(seconds, lambda: _fetch(sandbox, message))


def _fetch(sandbox: Sandbox, message: Message):
    if not message.media:
        fetching.fetch(sandbox, message)
    if not _is_forgotten(sandbox, message):
        _go_on(sandbox, message)


def _go_on(sandbox: Sandbox, message: Message):
    statuses, decided = _decide(sandbox, message)
    _later(sandbox, message, decided, statuses)


def _decide(sandbox: Sandbox, message: Message) -> tuple[list[str], Fate]:
    customer = sandbox.world.customers[message.customer]
    decided = fate(sandbox, message, customer)
    done = message.times
    return [status for status in decided.statuses if status not in done], decided


def _later(sandbox: Sandbox, message: Message, decided: Fate, statuses: list[str]):
    if statuses:
        seconds = sandbox.delays.get(statuses[0], sandbox.delays["delivered"])
        sandbox.scheduler.after(
            seconds, lambda: _step(sandbox, message, decided, statuses)
        )


def _step(sandbox: Sandbox, message: Message, decided: Fate, statuses: list[str]):
    status, *rest = statuses
    if _is_forgotten(sandbox, message):
        return
    failed = status in ("failed", "undelivered")
    if failed:
        message.error_code, message.error_message = decided.code, decided.reason
    if _set(sandbox, message, status):
        callbacks.report(sandbox, message, is_last=not rest)
    _later(sandbox, message, decided, rest)


def read(sandbox: Sandbox, message: Message):
    """The customer has seen it."""
    if message.status == "delivered" and _set(sandbox, message, "read"):
        callbacks.report(sandbox, message, is_last=True)


def _is_forgotten(sandbox: Sandbox, message: Message) -> bool:
    """Whether a reset came in between."""
    return message.sid not in sandbox.world.messages


def _set(sandbox: Sandbox, message: Message, status: str) -> bool:
    """Move to `status` unless the message has been there already."""
    with sandbox.world.lock:
        if status in message.times:
            return False
        now = time.time()
        message.status = status
        message.times[status] = message.updated_at = now
        if status != "queued":
            message.sent_at = message.sent_at or now
    sandbox.changed("message", message_view(message))
    return True
