"""Answers, and the lack of one."""

from __future__ import annotations

import json
import socket
import time

from werkzeug.wrappers import Request, Response


def as_json(data, status: int = 200) -> Response:
    return Response(json.dumps(data), status, mimetype="application/json")


def drop_connection(request: Request, seconds: float):
    """Wait, then close the connection without an answer.

    :raises ConnectionError: always; the server gives the request up.
    """
    time.sleep(seconds)
    request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    raise ConnectionError("The answer is withheld: accept_then_timeout")
