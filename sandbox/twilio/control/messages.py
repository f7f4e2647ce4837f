"""`/sandbox/messages`: every message with every webhook call made for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from werkzeug.wrappers import Request, Response

from .. import cdn
from ..api.answers import as_json
from ..life import inbound
from ..life.views import message_in_full
from ..sandbox import Sandbox
from ..world.records import Message
from .errors import Refused, json_object, take

# query parameter: the field it selects by
FILTERS = ("customer", "sender_number", "direction", "status", "sid")


def index(sandbox: Sandbox, request: Request) -> Response:
    """Oldest first; `?customer=+1…&sender_number=+1…&direction=inbound&status=…`."""
    with sandbox.world.lock:
        messages = list(sandbox.world.messages.values())
    for name in FILTERS:
        # "+" of a number typed into a URL arrives as a space.
        value = request.args.get(name, "").replace(" ", "+")
        if value:
            messages = [one for one in messages if getattr(one, name) == value]
    return as_json([message_in_full(one) for one in messages])


def fetch(sandbox: Sandbox, _request: Request, sid: str) -> Response:
    return as_json(message_in_full(_get(sandbox, sid)))


def file(sandbox: Sandbox, request: Request, sid: str, media_sid: str) -> Response:
    """A file as the phone got it; nothing in it is run."""
    media = sandbox.world.media_of(sid, media_sid)
    if media is None:
        raise Refused(f"There is no file {media_sid} in {sid}.", 404)
    answer = cdn.file_answer(sandbox, request, media)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def repeat(sandbox: Sandbox, request: Request, sid: str) -> Response:
    """Post exactly the same inbound form again: `{times?: 1, parallel?: 1}`."""
    message = _get(sandbox, sid)
    if not message.is_inbound:
        raise Refused(f"{sid} is not a customer's message.")
    wanted = take(json_object(request), {"times": int, "parallel": int})
    times, parallel = wanted.get("times", 1), wanted.get("parallel", 1)
    if not (1 <= times <= 1000 and 1 <= parallel <= 100):
        raise Refused("times is 1 to 1000, parallel is 1 to 100.")
    sender = sandbox.world.sender_of(message.account_sid, message.sender_number)
    with ThreadPoolExecutor(parallel) as pool:
        outcomes = pool.map(
            lambda _time: inbound.post(sandbox, message, sender), range(times)
        )
    calls = [{"status": one.status, "ms": one.ms} for one in outcomes if one]
    return as_json({"sid": sid, "calls": calls})


def _get(sandbox: Sandbox, sid: str) -> Message:
    message = sandbox.world.messages.get(sid)
    if message is None:
        raise Refused(f"There is no message {sid}.", 404)
    return message
