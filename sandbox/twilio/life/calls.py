"""Webhook calls as they are made: held when told to, written down on the message."""

from __future__ import annotations

import time
from dataclasses import dataclass

from ..sandbox import Sandbox
from ..webhooks import call, twiml
from ..webhooks.call import Outcome
from ..world.records import Message
from .scheduler import Job
from .views import message_view

# Only the answer to these is read; a status call needs nothing but a 2xx.
ANSWERED_WITH_TWIML = frozenset({"inbound", "fallback"})


@dataclass(frozen=True)
class Webhook:
    """A call to make; `kind` is inbound, fallback or status."""

    kind: str
    url: str
    form: dict[str, str]
    token: str  # the same for every call about the same event


def hold(sandbox: Sandbox, message: Message, job: Job) -> bool:
    """Keep `job`, a call about `message`, for later if webhooks are held."""
    if sandbox.faults.take("webhooks_held"):
        sandbox.held.append((message.sid, job))
        return True
    return False


def make(sandbox: Sandbox, message: Message, webhook: Webhook) -> Outcome:
    """Call a webhook about `message`; what came back is noted on the message."""
    account = sandbox.world.accounts[message.account_sid]
    started = time.time()
    outcome = call.post(account, webhook.url, webhook.form, webhook.token)
    if webhook.kind in ANSWERED_WITH_TWIML and not outcome.error_code:
        outcome.error_code = twiml.problem(outcome.content_type, outcome.body)
    with sandbox.world.lock:
        message.webhooks.append(_entry(webhook, outcome, started))
    sandbox.changed("message", message_view(message))
    return outcome


def _entry(webhook: Webhook, outcome: Outcome, started: float) -> dict:
    return {
        "kind": webhook.kind,
        "url": outcome.url,
        "form": webhook.form,
        "idempotency_token": webhook.token,
        "at": started,
        "ms": outcome.ms,
        "attempts": outcome.attempts,
        "status": outcome.status,
        "error_code": outcome.error_code,
        "reason": outcome.reason,
        "answer": outcome.body[:500].decode("utf-8", "replace"),
    }
