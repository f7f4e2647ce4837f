"""The web phone's files, as they lie in sandbox/phone."""

from __future__ import annotations

from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from .sandbox import Sandbox

FOLDER = Path(__file__).resolve().parent.parent / "phone"
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".ogg": "audio/ogg",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
}
# Nothing comes from outside, and nothing a customer types is run.
POLICY = (
    "default-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
    "frame-ancestors 'self'"
)


def page(sandbox: Sandbox, request: Request) -> Response:
    return asset(sandbox, request, "index.html")


def templates(sandbox: Sandbox, request: Request) -> Response:
    return asset(sandbox, request, "templates.html")


def asset(_sandbox: Sandbox, _request: Request, name: str) -> Response:
    path = FOLDER / name
    if path.suffix not in TYPES or not path.is_file():
        raise NotFound()
    return Response(
        path.read_bytes(),
        mimetype=TYPES[path.suffix],
        headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"},
    )
