"""`/sandbox/contents`: the templates, and WhatsApp's word about them."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from ..api.answers import as_json
from ..api.content_json import with_approval_json
from ..life import approval
from ..sandbox import Sandbox
from ..world import faces
from ..world.contents import Content
from .errors import Refused, json_object, take

STATUSES = frozenset(
    ["unsubmitted", "received", "pending", "approved", "rejected", "paused", "disabled"]
)
CHANGES = {"status": str, "rejection_reason": str}


def index(sandbox: Sandbox, _request: Request) -> Response:
    """All of them, each with its face; our own pictures by their path."""
    contents = list(sandbox.world.contents.values())
    return as_json([_view(one, sandbox.url) for one in contents])


def _view(content: Content, root: str) -> dict:
    shown = faces.face(content, {})
    for one in (shown, *shown["cards"]):
        one["media"] = one["media"].removeprefix(root)
    return {**with_approval_json(content), "type": content.type, "face": shown}


def update(sandbox: Sandbox, request: Request, sid: str) -> Response:
    """Approve, reject, pause: `{"status": …, "rejection_reason": …}`."""
    content = _get(sandbox, sid)
    changes = take(json_object(request), CHANGES)
    status = changes.get("status", content.status)
    if status not in STATUSES:
        raise Refused(f"status is one of {', '.join(sorted(STATUSES))}.")
    approval.change(sandbox, content, status, changes.get("rejection_reason", ""))
    return as_json(with_approval_json(content))


def delete(sandbox: Sandbox, _request: Request, sid: str) -> Response:
    _get(sandbox, sid)
    with sandbox.world.lock:
        sandbox.world.contents.pop(sid, None)
    sandbox.changed("content", {"sid": sid, "status": "deleted"})
    return Response(status=204)


def _get(sandbox: Sandbox, sid: str) -> Content:
    content = sandbox.world.contents.get(sid)
    if content is None:
        raise Refused(f"There is no template {sid}.", 404)
    return content
