"""`/v1/Content`: an account's templates: made, changed, deleted, handed in to WhatsApp.

https://www.twilio.com/docs/content/content-api-resources
"""

from __future__ import annotations

import time

from werkzeug.wrappers import Request, Response

from ..life import approval
from ..life.outbound import new_sid
from ..sandbox import Sandbox
from ..world.contents import Content
from ..world.records import Account
from .answers import as_json
from .content_checks import (
    check_content,
    check_is_draft,
    check_request,
    without_nulls,
)
from .content_json import approval_json, content_json, fetched_approval_json
from .errors import TwilioError

PATH = "/v1/Content"
APPROVALS = f"{PATH}/<sid>/ApprovalRequests"


def create(sandbox: Sandbox, request: Request, account: Account) -> Response:
    wanted = _json(request)
    check_content(wanted)
    content = Content(
        sid=new_sid("HX"),
        account_sid=account.sid,
        name=wanted.get("friendly_name", ""),
        language=wanted["language"],
        category="",
        status="unsubmitted",
        rejection_reason="",
        samples=wanted.get("variables", {}),
        types=wanted["types"],
        created_at=time.time(),
    )
    with sandbox.world.lock:
        sandbox.world.contents[content.sid] = content
    sandbox.changed("content", {"sid": content.sid, "status": content.status})
    return as_json(content_json(content, _root(request)), 201)


def fetch(sandbox: Sandbox, request: Request, account: Account, sid: str) -> Response:
    content = _get(sandbox, request, account, sid)
    return as_json(content_json(content, _root(request)))


def update(sandbox: Sandbox, request: Request, account: Account, sid: str) -> Response:
    """What WhatsApp knows already can't be changed any more."""
    content, wanted = _get(sandbox, request, account, sid), _json(request)
    check_content({"language": content.language, **wanted})
    check_is_draft(content)
    content.name = wanted.get("friendly_name", content.name)
    content.language = wanted.get("language", content.language)
    content.samples = wanted.get("variables", content.samples)
    content.types, content.updated_at = wanted["types"], time.time()
    sandbox.changed("content", {"sid": sid, "status": content.status})
    return as_json(content_json(content, _root(request)))


def delete(sandbox: Sandbox, request: Request, account: Account, sid: str) -> Response:
    _get(sandbox, request, account, sid)
    with sandbox.world.lock:
        sandbox.world.contents.pop(sid, None)
    sandbox.changed("content", {"sid": sid, "status": "deleted"})
    return Response(status=204)


def submit(sandbox: Sandbox, request: Request, account: Account, sid: str) -> Response:
    """Hand it in to WhatsApp, under a name and for a purpose."""
    content, wanted = _get(sandbox, request, account, sid), _json(request)
    with sandbox.world.lock:
        check_request(content, wanted)
        approval.submit(sandbox, content, wanted["name"], wanted["category"])
    return as_json(approval_json(content), 201)


def fetch_approval(
    sandbox: Sandbox, request: Request, account: Account, sid: str
) -> Response:
    content = _get(sandbox, request, account, sid)
    return as_json(fetched_approval_json(content, _root(request)))


def _get(sandbox: Sandbox, request: Request, account: Account, sid: str) -> Content:
    content = sandbox.world.content_of(account.sid, sid)
    if content is None:
        raise TwilioError(20404, request.path)
    return content


def _json(request: Request) -> dict:
    wanted = without_nulls(request.get_json(silent=True))
    if not isinstance(wanted, dict):
        raise TwilioError(20001, "body: a JSON object is expected")
    return wanted


def _root(request: Request) -> str:
    return request.url_root.rstrip("/")
