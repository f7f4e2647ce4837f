"""The HTTP server: one thread per request, on the loopback unless told otherwise."""

from __future__ import annotations

import errno
import socket

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from .app import LOOPBACK_NAMES, App
from .sandbox import Sandbox

LOOPBACK = ("127.0.0.1", "localhost", "::1")
# The name in the links to media, where it is not the host itself.
REACHED_AS = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}


class PortTaken(OSError):
    """The port is in use by another program."""


class Quiet(WSGIRequestHandler):
    """Bodies, numbers and tokens stay out of logs, so requests are not logged."""

    def log_request(self, code="-", size="-"):
        pass


def make_server(sandbox: Sandbox, host: str, port: int) -> ThreadedWSGIServer:
    """A server that has its port already; `serve_forever()` starts it. Port 0: any.

    :raises PortTaken: with what to do about it.
    """
    listener = _listen(host, port)
    names = LOOPBACK_NAMES if host in LOOPBACK else None
    app = App(sandbox, names)
    number = listener.getsockname()[1]
    sandbox.url = f"http://{REACHED_AS.get(host, host)}:{number}"
    sandbox.world.settle_at(sandbox.url)
    return ThreadedWSGIServer(host, number, app, Quiet, fd=listener.detach())


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(
                f"Port {port} is in use by another program. Stop that program, or "
                "choose another port with --port."
            ) from None
        raise
    listener.listen(128)
    return listener
