"""The local Twilio as a process, with what the launcher and the tests ask of it."""

from pathlib import Path

import requests

from . import ports
from .paths import REPO
from .processes import Process
from .venv import ODOO_VENV
from .waiting import wait_until


class LocalTwilio(Process):
    """Twilio's API, its web phone and its control API on one base URL."""

    def __init__(self, folder: Path, *, port: int = 0):
        self.port = port or ports.free()
        command = [ODOO_VENV.python, "-m", "sandbox.twilio", "--port", self.port]
        command += ["--state", folder / "twilio.json"]
        log = folder / "logs/twilio.log"
        super().__init__("The local Twilio", command, log, cwd=REPO)

    @property
    def url(self) -> str:
        return f"http://{ports.HOST}:{self.port}"

    def start(self) -> "LocalTwilio":
        """Start it and wait until its web phone answers."""
        super().start()
        wait_until(self._answers, "the local Twilio answers", alive=self)
        return self

    def _answers(self):
        try:
            return requests.get(self.url, timeout=10).ok
        except requests.ConnectionError:
            return False
