"""What a customer writes, read from the JSON of the control API."""

from __future__ import annotations

import base64
import binascii

from ..life.written import File, Written
from ..media_types import guess
from ..sandbox import Sandbox
from ..webhooks.parts import NAMES
from ..world.records import Message
from .errors import Refused, take

CONTENT = {
    "body": str,
    "files": list,
    "location": dict,
    "button": dict,
    "list": dict,
    "referral": dict,
    "reply_to": str,
    "forwarded": str,
    "message_type": str,
    "form": dict,
    "seconds_ago": (int, float),
}
FILE = {"data": str, "name": str, "content_type": str}
FORWARDED = ("once", "many")
# Values of parts that are not texts.
NUMBERS = dict.fromkeys(("latitude", "longitude"), (int, float))
# What a part must say.
NEEDED = {
    "location": ("latitude", "longitude"),
    "button": ("text", "payload"),
    "list": ("id", "title"),
    "referral": (),
}


def read_written(sandbox: Sandbox, values: dict) -> Written:
    """
    :raises Refused: something is missing, unknown or of the wrong type.
    """
    forwarded = values.get("forwarded")
    if forwarded not in (None, *FORWARDED):
        raise Refused(f"forwarded: one of {FORWARDED}.")
    written = Written(
        body=values.get("body", ""),
        files=[_file(one) for one in values.get("files", [])],
        extras={part: _part(part, values) for part in NEEDED if part in values},
        quoted=_quoted(sandbox, values.get("reply_to")),
        forwarded=forwarded,
        message_type=values.get("message_type"),
        form=_form(values.get("form", {})),
        seconds_ago=values.get("seconds_ago", 0),
    )
    if written.is_empty:
        raise Refused("body: what does the customer write?")
    return written


def _form(form: dict) -> dict:
    return take(form, dict.fromkeys(form, (str, type(None))))


def _file(values) -> File:
    """
    :raises Refused: it is not `{data: base64, name?, content_type?}`.
    """
    if not isinstance(values, dict) or "data" not in values:
        raise Refused("files: a list of {data: base64, name?, content_type?}.")
    take(values, FILE)
    try:
        data = base64.b64decode(values["data"], validate=True)
    except binascii.Error:
        raise Refused("files: data is not base64.") from None
    name = values.get("name")
    return File(values.get("content_type") or guess(data, name), data, name)


def _part(part: str, values: dict) -> dict:
    missing = [name for name in NEEDED[part] if name not in values[part]]
    if missing:
        raise Refused(f"{part}: {', '.join(missing)} is missing.")
    return take(values[part], {name: NUMBERS.get(name, str) for name in NAMES[part]})


def _quoted(sandbox: Sandbox, sid: str | None) -> Message | None:
    if sid is None:
        return None
    message = sandbox.world.messages.get(sid)
    if message is None:
        raise Refused(f"reply_to: there is no message {sid}.", 404)
    return message
