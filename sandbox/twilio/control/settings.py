"""What the sandbox itself does: faults, delays, accounts, senders, reset, state."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from ..api.answers import as_json
from ..faults import UnknownFault
from ..life.views import customer_view, message_view, sender_view
from ..sandbox import DELAYS, Sandbox
from ..world.reached import is_limit
from .errors import Refused, json_object, take

NUMBER = (int, float)
DELAYS_TAKEN = {**dict.fromkeys(DELAYS, NUMBER), "approved": (*NUMBER, type(None))}
ALGORITHMS = ("HMAC_SHA1", "HMAC_SHA256")
ACCOUNT = {"auth_token": str, "shared_key": (dict, type(None)), "status": str}
STATUSES = ("active", "suspended", "closed")
# The web phone shows this many of the newest messages.
NEWEST = 2000


def health(_sandbox: Sandbox, _request: Request) -> Response:
    return as_json({"status": "pass"})


def state(sandbox: Sandbox, _request: Request) -> Response:
    """All that the web phone shows."""
    with sandbox.world.lock:
        messages = list(sandbox.world.messages.values())[-NEWEST:]
        customers = list(sandbox.world.customers.values())
    return as_json(
        {
            "senders": [sender_view(one) for one in sandbox.world.senders.values()],
            "customers": [customer_view(one) for one in customers],
            "messages": [message_view(one) for one in messages],
        }
    )


def reset(sandbox: Sandbox, request: Request) -> Response:
    """Forget messages, customers, faults and delays; accounts and senders stay."""
    json_object(request)
    sandbox.faults.replace({})
    sandbox.held.clear()
    sandbox.shuffled.clear()
    sandbox.delays = dict(DELAYS)
    sandbox.world.forget()
    sandbox.changed("reset", {})
    return as_json({})


def show_faults(sandbox: Sandbox, _request: Request) -> Response:
    return as_json(sandbox.faults.describe())


def set_faults(sandbox: Sandbox, request: Request) -> Response:
    """Exactly these faults: `{name: value}` or `{name: {value, next: N calls}}`."""
    try:
        sandbox.faults.replace(json_object(request))
    except UnknownFault as error:
        raise Refused(str(error)) from None
    sandbox.release_held()
    return as_json(sandbox.faults.describe())


def set_delays(sandbox: Sandbox, request: Request) -> Response:
    """Seconds before each status: `{queued?, sent?, delivered?, read?, pending?}`, and
    before a template is `approved?` by itself (null: a person does it)."""
    sandbox.delays.update(take(json_object(request), DELAYS_TAKEN))
    return as_json(sandbox.delays)


def set_account(sandbox: Sandbox, request: Request, sid: str) -> Response:
    """Another token, a shared key `{key, secret, algorithm}` to sign with, or status."""
    account = sandbox.world.accounts.get(sid)
    if account is None:
        raise Refused(f"There is no account {sid}.", 404)
    wanted = take(json_object(request), ACCOUNT)
    shared = wanted.get("shared_key")
    if shared:
        take(shared, dict.fromkeys(("key", "secret", "algorithm"), str))
        if len(shared) < 3 or shared["algorithm"] not in ALGORITHMS:
            raise Refused(
                f"shared_key: {{key, secret, algorithm}}, one of {ALGORITHMS}."
            )
    if wanted.get("status", "active") not in STATUSES:
        raise Refused(f"status: one of {STATUSES}.")
    for name, value in wanted.items():
        setattr(account, name, value)
    sandbox.changed("account", {"sid": sid})
    return as_json({"sid": sid})


def set_sender(sandbox: Sandbox, request: Request, sid: str) -> Response:
    """Another messaging limit: `250 Customers/24hr`, `2K …`, `Unlimited`."""
    sender = sandbox.world.senders.get(sid)
    if sender is None:
        raise Refused(f"There is no sender {sid}.", 404)
    words = take(json_object(request), {"messaging_limit": str}).get("messaging_limit")
    if not (words and is_limit(words)):
        raise Refused("messaging_limit: 250 Customers/24hr, 2K …, or Unlimited.")
    sender.messaging_limit = words
    sandbox.changed("sender", {"sid": sid})
    return as_json({"sid": sid, "messaging_limit": words})
