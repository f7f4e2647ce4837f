"""`/sandbox/events`: changes as they happen, as server-sent events.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import json
import queue
from collections.abc import Iterator

from werkzeug.wrappers import Request, Response

from ..sandbox import Sandbox

HEARTBEAT_SECONDS = 5
RETRY_MS = 1000


def stream(sandbox: Sandbox, _request: Request) -> Response:
    return Response(
        _events(sandbox),
        mimetype="text/event-stream",
        headers={"Cache-Control": "no-store"},
    )


def _events(sandbox: Sandbox) -> Iterator[str]:
    listener = sandbox.events.listen()
    try:
        yield f"retry: {RETRY_MS}\nevent: hello\ndata: {{}}\n\n"
        while True:
            yield _next(listener)
    finally:
        sandbox.events.leave(listener)


def _next(listener: queue.SimpleQueue) -> str:
    try:
        kind, data = listener.get(timeout=HEARTBEAT_SECONDS)
    except queue.Empty:
        return "event: beat\ndata: {}\n\n"
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"
