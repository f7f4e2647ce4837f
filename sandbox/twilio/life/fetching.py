"""Twilio fetches the file behind a MediaUrl: HEAD, then GET, and nothing may be odd.

https://www.twilio.com/docs/messaging/guides/accepted-mime-types
"""

from __future__ import annotations

import re
import time
from contextlib import ExitStack

import requests
from requests import Response
from werkzeug.http import parse_options_header

from ..media_types import MEDIA_MAX, is_carried_as, kind_of, most_bytes
from ..sandbox import Sandbox
from ..webhooks.call import USER_AGENT
from ..world.records import Message
from .storage import store

TIMEOUT_SECONDS = 15
PIECE = 64 * 1024
HEADERS = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
# A name that Twilio passes on to the phone.
NAME = re.compile(r"[A-Za-z0-9._-]{1,20}")

NOT_FETCHED = 63019
NOT_ACCEPTED = 63005
TOO_LARGE = 11751


class Unfit(Exception):
    """Twilio or WhatsApp does not take the file, for the reason of this code."""

    def __init__(self, code: int):
        self.code = code
        super().__init__(code)


def fetch(sandbox: Sandbox, message: Message):
    """Store the message's files (a template's cards have several), or why there is none."""
    try:
        found = [_fetch(url) for url in message.media_urls]
    except Unfit as unfit:
        message.media_error = unfit.code
        return
    media = [store(sandbox, *one) for one in found]
    with sandbox.world.lock:
        if not message.face.get("cards"):
            message.kind = kind_of(media[0].content_type)
        message.media = media


def _fetch(url: str) -> tuple[str, bytes, str | None]:
    """The file's type, content, and name if it has one."""
    with ExitStack() as stack:
        session = stack.enter_context(requests.Session())
        session.trust_env = False  # no proxy stands between Twilio and us
        try:
            head = _ask(session, "HEAD", url)
            session.cookies.clear()
            answer = stack.enter_context(_ask(session, "GET", url))
            data = _read(answer)
        except requests.RequestException:
            raise Unfit(NOT_FETCHED) from None
    return _check(head, answer, data), data, _name(answer)


def _ask(session: requests.Session, method: str, url: str) -> Response:
    answer = session.request(
        method,
        url,
        headers=HEADERS,
        timeout=TIMEOUT_SECONDS,
        stream=True,
        allow_redirects=False,
    )
    if answer.status_code != 200:
        raise Unfit(NOT_FETCHED)
    return answer


def _read(answer: Response) -> bytes:
    """The content, but never more than a little over what may be."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    data = bytearray()
    for piece in answer.iter_content(PIECE):
        data += piece
        if time.monotonic() > deadline:
            raise Unfit(NOT_FETCHED)
        if len(data) > MEDIA_MAX:
            raise Unfit(TOO_LARGE)
    return bytes(data)


def _check(head: Response, answer: Response, data: bytes) -> str:
    """The file's type, once it is what HEAD and GET say it is."""
    lengths = [one.headers.get("Content-Length") for one in (head, answer)]
    if not data or lengths != [str(len(data))] * 2:
        raise Unfit(NOT_FETCHED)
    types = [one.headers.get("Content-Type", "") for one in (head, answer)]
    content_type = parse_options_header(types[0])[0].lower()
    if types[0] != types[1] or not is_carried_as(content_type, data):
        raise Unfit(NOT_ACCEPTED)
    if len(data) > most_bytes(content_type):
        raise Unfit(TOO_LARGE)
    return content_type


def _name(answer: Response) -> str | None:
    """The name of Content-Disposition, if it is short and plain enough for Twilio."""
    disposition = answer.headers.get("Content-Disposition", "")
    name = parse_options_header(disposition)[1].get("filename", "")
    return name if NAME.fullmatch(name) else None
