"""The local Twilio as a process, with what the launcher and the tests ask of it."""

from pathlib import Path

import requests

from . import ports
from .paths import REPO
from .problem import Problem
from .processes import Process
from .venv import ODOO_VENV
from .waiting import wait_until


class LocalTwilio(Process):
    """Twilio's API, its web phone and its control API on one base URL."""

    def __init__(self, folder: Path, *, name="twilio", port: int = 0):
        self.port, self.state = port or ports.free(), folder / f"{name}.json"
        command = [ODOO_VENV.python, "-m", "sandbox.twilio", "--port", self.port]
        command += ["--state", self.state]
        log = folder / f"logs/{name}.log"
        super().__init__("The local Twilio", command, log, cwd=REPO)

    def forgetful(self) -> "LocalTwilio":
        """Without a state file: of much traffic it would write nothing else."""
        self.command = self.command[: self.command.index("--state")]
        return self

    @property
    def url(self) -> str:
        return f"http://{ports.HOST}:{self.port}"

    def start(self) -> "LocalTwilio":
        """Start it and wait until it answers."""
        super().start()
        wait_until(self._answers, "the local Twilio answers", alive=self)
        return self

    def set_webhooks(self, inbound_url: str) -> None:
        """Have every sender call ``inbound_url``, told through Twilio's own API.

        https://www.twilio.com/docs/whatsapp/api/senders
        """
        from sandbox.twilio import demo

        credentials = demo.ACCOUNT_SID, demo.AUTH_TOKEN
        webhook = {"callback_url": inbound_url, "fallback_url": inbound_url}
        for sid, _number, _name in demo.SENDERS:
            url = f"{self.url}/v2/Channels/Senders/{sid}"
            body = {"webhook": webhook}
            _checked(requests.post(url, json=body, auth=credentials, timeout=30))

    def write(self, customer: str, to: str, body: str = "", **content) -> dict:
        """A customer writes to one of the business numbers; the message as JSON.

        ``content`` is more than a text, as the control API takes it.
        """
        path = f"customers/{customer}/messages"
        return self.control("POST", path, {"to": to, "body": body, **content})

    def read(self, customer: str, to: str) -> dict:
        """A customer opens the conversation with a business number."""
        return self.control("POST", f"customers/{customer}/read", {"to": to})

    def control(self, method: str, path: str, body: dict | None = None):
        """Call the control API: `/sandbox/<path>`."""
        url = f"{self.url}/sandbox/{path}"
        return _checked(requests.request(method, url, json=body, timeout=60))

    def _answers(self):
        try:
            return requests.get(f"{self.url}/sandbox/health", timeout=10).ok
        except requests.ConnectionError:
            return False


def _checked(answer):
    if not answer.ok:
        raise Problem(f"The local Twilio refused {answer.url}: {answer.text[:500]}")
    return answer.json()
