"""TCP ports on this machine: chosen, checked, found free."""

import os
import socket

from .problem import Problem

HOST = "127.0.0.1"


def for_run() -> tuple[int, int]:
    """The ports of Odoo and of the local Twilio that `make run` uses."""
    return chosen("ODOO_PORT", 8069), chosen("TWILIO_PORT", 8070)


def chosen(variable: str, default: int) -> int:
    """The port that an environment variable asks for; Problem if it is taken."""
    text = os.environ.get(variable) or str(default)
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Problem(f"{variable}={text} is no port: give a number below 65536.")
    if not _is_free(int(text)):
        raise Problem(
            f"Port {text} is taken by another program. Stop that program, or choose "
            f"another port: make run {variable}={int(text) + 1000}"
        )
    return int(text)


def free() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def _is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
