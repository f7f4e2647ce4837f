"""`/sandbox/contents`: the templates, and WhatsApp's word about them."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from ..api.answers import as_json
from ..api.contents import content_json
from ..sandbox import Sandbox
from .errors import Refused, json_object, take

STATUSES = frozenset(
    ["unsubmitted", "received", "pending", "approved", "rejected", "paused", "disabled"]
)
CHANGES = {"status": str, "rejection_reason": str}


def index(sandbox: Sandbox, request: Request) -> Response:
    return as_json([content_json(one) for one in sandbox.world.contents.values()])


def update(sandbox: Sandbox, request: Request, sid: str) -> Response:
    """Approve, reject, pause: `{"status": …, "rejection_reason": …}`."""
    content = sandbox.world.contents.get(sid)
    if content is None:
        raise Refused(f"There is no template {sid}.", 404)
    changes = take(json_object(request), CHANGES)
    if changes.get("status", content.status) not in STATUSES:
        raise Refused(f"status is one of {', '.join(sorted(STATUSES))}.")
    for name, value in changes.items():
        setattr(content, name, value)
    return as_json(content_json(content))


def delete(sandbox: Sandbox, request: Request, sid: str) -> Response:
    if sandbox.world.contents.pop(sid, None) is None:
        raise Refused(f"There is no template {sid}.", 404)
    return Response(status=204)
