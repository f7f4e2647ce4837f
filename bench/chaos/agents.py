"""Agents answer by RPC; they try again only when they know that it was not taken."""

import time

import requests
from requests.exceptions import JSONDecodeError

from sandbox.launcher.odoo_session import OdooSession, Refused

from .customers import Customer
from .fleet import Fleet

_LOGINS = ("marc", "lena", "aya")
# Seconds of patience with servers that are not there.
_PATIENCE = 60
_NOT_THERE = "NewConnectionError"


class Agents:
    """Their sessions with every web server."""

    def __init__(self, fleet: Fleet):
        self._sessions: dict[str, list[OdooSession]] = {
            login: [server.login(login) for server in fleet.web] for login in _LOGINS
        }

    def answer(self, customer: Customer, choice: int) -> None:
        """Post the next answer; note whether we know that Odoo has taken it."""
        sessions = self._sessions[customer.agent]
        text, end = customer.next_answer(), time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            choice += 1
            session = sessions[choice % len(sessions)]
            try:
                session.post_message(customer.channel_id, text)
            except Refused as refused:
                # Of a database that goes away, nobody knows what it has kept.
                if not refused.kind.startswith("odoo."):
                    customer.unclear.append(text)
                return
            except requests.ConnectionError as error:
                if _was_never_there(error):
                    time.sleep(0.2)
                    continue
                customer.unclear.append(text)
                return
            except (requests.RequestException, JSONDecodeError):
                customer.unclear.append(text)
                return
            customer.acknowledged.append(text)
            return


def _was_never_there(error):
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return type(reason).__name__ == _NOT_THERE
