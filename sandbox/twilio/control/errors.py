"""Refusals of the control API: `{"error": what to do about it}`."""

from __future__ import annotations

from werkzeug.wrappers import Request


class Refused(Exception):
    def __init__(self, message: str, status: int = 400):
        self.status = status
        super().__init__(message)


def json_object(request: Request) -> dict:
    """The request's JSON object; a browser's form cannot be one (no CSRF)."""
    data = request.get_json(silent=True)
    if not isinstance(data, dict):
        raise Refused("Send a JSON object with Content-Type: application/json.", 415)
    return data


def take(data: dict, names: dict[str, type | tuple]) -> dict:
    """`data`, once its names and types are checked."""
    for name, value in data.items():
        if name not in names:
            raise Refused(f"Unknown {name!r}. Known: {', '.join(names)}.")
        if not isinstance(value, names[name]):
            raise Refused(f"{name}: {value!r} has the wrong type.")
    return data
