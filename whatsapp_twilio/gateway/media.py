"""Fetching a file that a customer sent: from Twilio, with care, into a file of ours.

Credentials go to the exact address of one message's media and nowhere else, never
across a redirect. Every host must be public, whatever its name says.
https://www.twilio.com/docs/messaging/api/media-resource
"""

import base64
import http.client
import re
import socket
import tempfile
import threading
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from . import guard

# Meta's largest media is 16 MB through Twilio; some room for what Twilio adds to it.
# https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
MAX_BYTES = 32 * 1024 * 1024
# Seconds for one download: less than Odoo lets one scheduled action run.
TIME_LIMIT = 60
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 5
PIECE = 64 * 1024
_TWILIO = r"https://api(?:\.[a-z0-9-]+){0,2}\.twilio\.com"

# Why a file did not come.
GONE = "gone"
NO_ACCESS = "no_access"
REFUSED_ADDRESS = "refused_address"
TOO_LARGE = "too_large"
UNAVAILABLE = "unavailable"
# What may be otherwise in a moment: Twilio may tell of a file before it has it.
PASSING = frozenset({GONE, UNAVAILABLE})
_CAUSE_OF_STATUS = {401: NO_ACCESS, 403: NO_ACCESS, 429: UNAVAILABLE, 408: UNAVAILABLE}


@dataclass(frozen=True)
class Source:
    """Where one file is: its URL, and the message and account it must belong to."""

    url: str
    message_sid: str
    is_ad: bool = False  # on another host, and nothing of ours is shown to it


class FetchError(Exception):
    """A file that did not come; ``cause`` says why."""

    def __init__(self, cause):
        super().__init__(cause)
        self.cause = cause

    @property
    def may_pass(self):
        return self.cause in PASSING


def is_of_message(source, credentials):
    """Whether a URL is the exact address of a file of this message and account."""
    bases = [_TWILIO]
    if credentials.base_url:
        bases.append(re.escape(credentials.base_url.rstrip("/")))
    account, message = map(re.escape, (credentials.account_sid, source.message_sid))
    path = f"/2010-04-01/Accounts/{account}/Messages/{message}/Media/ME[0-9a-f]{{32}}"
    return bool(
        re.fullmatch(f"(?:{'|'.join(bases)}){path}", source.url, re.ASCII)
        and re.fullmatch(r"[A-Z]{2}[0-9a-f]{32}", source.message_sid, re.ASCII)
    )


def fetch(source, credentials):
    """The file as an open temporary file at its start; raises a FetchError."""
    if not source.is_ad and not is_of_message(source, credentials):
        raise FetchError(REFUSED_ADDRESS)
    headers = {} if source.is_ad else _authorization(credentials)
    url, end = source.url, time.monotonic() + TIME_LIMIT
    for _hop in range(MAX_REDIRECTS + 1):
        with _answer(url, headers, credentials.base_url, end) as answer:
            if answer.status not in REDIRECTS:
                return _kept(answer)
            url, headers = urljoin(url, answer.headers.get("Location", "")), {}
    raise FetchError(UNAVAILABLE)


def _authorization(credentials):
    if not credentials.password:
        raise FetchError(NO_ACCESS)
    pair = f"{credentials.username}:{credentials.password}".encode()
    return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}


@contextmanager
def _answer(url, headers, base_url, end):
    """What a host answers to GET, if it is done in time."""
    scheme, host, port, path = _parts(url, base_url)
    is_trusted = bool(base_url) and (scheme, host, port) == _origin(base_url)
    try:
        connection = guard.open_connection(scheme, host, port, is_trusted)
        with closing(connection), _ended_at(end, connection.sock):
            connection.request("GET", path, headers={**headers, "Accept": "*/*"})
            with closing(connection.getresponse()) as answer:
                yield answer
    except guard.RefusedAddress:
        raise FetchError(REFUSED_ADDRESS) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchError(UNAVAILABLE) from error


@contextmanager
def _ended_at(end, connected):
    """Hang up when the time is over, whatever the other side is doing."""
    watch = threading.Timer(end - time.monotonic(), _hang_up, [connected])
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
    if time.monotonic() >= end:
        raise FetchError(UNAVAILABLE)


def _hang_up(connected):
    with suppress(OSError):  # over already
        connected.shutdown(socket.SHUT_RDWR)


def _parts(url, base_url):
    """Scheme, host, port and path of an address that may be asked at all."""
    try:
        split = urlsplit(url)
        scheme, host, port = _origin(url)
    except ValueError:
        raise FetchError(REFUSED_ADDRESS) from None
    is_plain = (
        scheme == "http" and base_url and (scheme, host, port) == _origin(base_url)
    )
    if (scheme != "https" and not is_plain) or not host or "@" in split.netloc:
        raise FetchError(REFUSED_ADDRESS)
    if not re.fullmatch(r"[!-~]+", url):
        raise FetchError(REFUSED_ADDRESS)
    return scheme, host, port, (split.path or "/") + (split.query and f"?{split.query}")


def _origin(url):
    split = urlsplit(url)
    default = 443 if split.scheme == "https" else 80
    return split.scheme, split.hostname, split.port or default


def _kept(answer):
    """The body of an answer in a temporary file, if it is one and not too large."""
    if answer.status != 200:
        raise FetchError(_cause_of(answer.status))
    if (answer.length or 0) > MAX_BYTES:
        raise FetchError(TOO_LARGE)
    file, size = tempfile.TemporaryFile(), 0
    try:
        while piece := answer.read(PIECE):
            size += len(piece)
            if size > MAX_BYTES:
                raise FetchError(TOO_LARGE)
            file.write(piece)
        if answer.length or not size:  # the connection broke off
            raise FetchError(UNAVAILABLE)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _cause_of(code):
    if code >= 500:
        return UNAVAILABLE
    return _CAUSE_OF_STATUS.get(code, GONE)
