"""One webhook call: posted, tried again as configured, and what came back."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field

import requests

from ..codes import CONNECTION_FAILURE, RETRIEVAL_FAILURE
from ..world.records import Account
from . import connection, signing

USER_AGENT = "TwilioProxy/1.1"
FORM = "application/x-www-form-urlencoded; charset=UTF-8"


@dataclass
class Outcome:
    """How a call ended. `status` is None if there was no answer at all."""

    url: str
    status: int | None = None
    error_code: int | None = None
    failure: str | None = None  # 4xx, 5xx, ct or rt
    reason: str | None = None
    attempts: int = 0
    ms: int = 0
    body: bytes = field(default=b"", repr=False)
    content_type: str = ""


def new_token() -> str:
    """Marks one event; retries of it carry the same token."""
    return str(uuid.uuid4())


def post(account: Account, url: str, form: dict[str, str], token: str) -> Outcome:
    """Post a signed form, with the retries and time-outs of the URL's fragment."""
    how = connection.parse(url)
    headers = {
        "User-Agent": USER_AGENT,
        "Accept": "*/*",
        "Content-Type": FORM,
        "I-Twilio-Idempotency-Token": token,
        **signing.headers(account, how.url, form),
    }
    start = time.monotonic()
    deadline = start + how.total_seconds
    for attempt in range(1, how.retries + 2):
        outcome = _once(how, form, headers, deadline - time.monotonic())
        outcome.attempts = attempt
        outcome.ms = round((time.monotonic() - start) * 1000)
        in_time = time.monotonic() < deadline
        if not (outcome.failure and how.retries_after(outcome.failure) and in_time):
            break
    return outcome


def _once(how, form: dict[str, str], headers: dict, seconds: float) -> Outcome:
    timeouts = (min(how.connect_seconds, seconds), min(how.read_seconds, seconds))
    session = requests.Session()
    session.trust_env = False  # no proxy stands between Twilio and us
    try:
        with session:
            answer = session.post(
                how.url,
                data=form,
                headers=headers,
                timeout=timeouts,
                allow_redirects=False,
            )
    except requests.Timeout as error:
        slow = isinstance(error, requests.ConnectTimeout)
        code = CONNECTION_FAILURE if slow else RETRIEVAL_FAILURE
        return Outcome(how.url, None, code, "ct" if slow else "rt", str(error))
    except requests.RequestException as error:
        return Outcome(how.url, None, CONNECTION_FAILURE, "ct", str(error))
    return _answered(how.url, answer)


def _answered(url: str, answer: requests.Response) -> Outcome:
    outcome = Outcome(url, answer.status_code)
    outcome.body = answer.content
    outcome.content_type = answer.headers.get("Content-Type", "")
    if not 200 <= answer.status_code < 300:
        outcome.error_code = RETRIEVAL_FAILURE
        outcome.failure = f"{answer.status_code // 100}xx"
        outcome.reason = f"answered {answer.status_code}"
    return outcome
