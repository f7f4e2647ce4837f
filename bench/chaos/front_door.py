"""One address for several Odoo servers, as a load balancer gives them."""

import random
import select
import socket
import threading
from contextlib import closing, suppress

from sandbox.launcher import ports

_PIECE = 64 * 1024


class FrontDoor:
    """Brings each connection to one of the servers that answer.

    Like any balancer it tries the next server only when one was never reached.
    """

    def __init__(self, backends: list[int]):
        self._backends = backends
        self._listener = socket.create_server((ports.HOST, 0), backlog=256)
        self.url = f"http://{ports.HOST}:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._welcome, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _welcome(self):
        with suppress(OSError):  # closed
            while True:
                caller, _address = self._listener.accept()
                threading.Thread(target=self._lead, args=[caller], daemon=True).start()

    def _lead(self, caller):
        with closing(caller):
            server = self._reach()
            if server:
                with closing(server), suppress(OSError):
                    _carry(caller, server)

    def _reach(self):
        for port in random.sample(self._backends, len(self._backends)):
            with suppress(OSError):
                return socket.create_connection((ports.HOST, port), timeout=5)
        return None


def _carry(caller, server):
    """Carry bytes both ways until one side is done or dead."""
    server.settimeout(None)
    other = {caller: server, server: caller}
    while True:
        ready, _, _ = select.select([caller, server], [], [])
        for side in ready:
            piece = side.recv(_PIECE)
            if not piece:
                return
            other[side].sendall(piece)
