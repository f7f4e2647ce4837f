"""Where the files of messages are: links that are signed, expire and need no login.

Twilio redirects a media URL to storage of another kind, which refuses credentials.
https://www.twilio.com/docs/messaging/api/media-resource
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from werkzeug.exceptions import BadRequest, Forbidden, NotFound
from werkzeug.wrappers import Request, Response

from .sandbox import Sandbox
from .world.records import Media

LINK_SECONDS = 300
PIECE = 64 * 1024


def link(sandbox: Sandbox, message_sid: str, media: Media) -> str:
    expires = str(int(time.time()) + LINK_SECONDS)
    path = f"/cdn/{message_sid}/{media.sid}"
    signature = _sign(sandbox, path, expires)
    query = urlencode({"Expires": expires, "Signature": signature})
    return f"{sandbox.url}{path}?{query}"


def serve(sandbox: Sandbox, request: Request, message_sid: str, sid: str) -> Response:
    if "Authorization" in request.headers:
        raise BadRequest("Only one way to sign in is allowed, and the link is signed.")
    expires = request.args.get("Expires", "")
    signature = _sign(sandbox, request.path, expires)
    if not hmac.compare_digest(signature, request.args.get("Signature", "")):
        raise Forbidden("The link is not signed.")
    if float(expires) < time.time():
        raise Forbidden("The link has expired.")
    media = sandbox.world.media_of(message_sid, sid)
    if media is None or media.deleted:
        raise NotFound()
    if status := sandbox.faults.take("media_dead"):
        return Response(status=status)
    return _broken(sandbox, file_answer(sandbox, request, media))


def file_answer(sandbox: Sandbox, request: Request, media: Media) -> Response:
    """The file, or the Range of it that is asked for."""
    answer = Response(sandbox.world.files.get(media.sid))
    answer.headers["Content-Type"] = media.content_type
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if media.name:
        answer.headers.set("Content-Disposition", "inline", filename=media.name)
    return answer.make_conditional(
        request, accept_ranges=True, complete_length=media.size
    )


def _broken(sandbox: Sandbox, answer: Response) -> Response:
    """The answer with what the faults do to it."""
    faults, data = sandbox.faults, answer.get_data()
    answer.headers["Content-Type"] = (
        faults.take("media_type") or answer.headers["Content-Type"]
    )
    half = data[: len(data) // 2]
    if seconds := faults.take("media_slow"):
        answer.response = _in_two(half, data[len(half) :], seconds)
    elif faults.take("media_cut"):
        answer.response = [half]
    elif more := faults.take("media_bloat"):
        del answer.headers["Content-Length"]
        answer.response = _bloated(data, more)
    return answer


def _in_two(half: bytes, rest: bytes, seconds: float) -> Iterator[bytes]:
    yield half
    time.sleep(seconds)
    yield rest


def _bloated(data: bytes, more: int) -> Iterator[bytes]:
    yield data
    for start in range(0, more, PIECE):
        yield bytes(min(PIECE, more - start))


def _sign(sandbox: Sandbox, path: str, expires: str) -> str:
    text = f"{path}?{expires}".encode()
    return hmac.new(sandbox.link_key, text, hashlib.sha256).hexdigest()
