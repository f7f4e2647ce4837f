"""An Odoo server process: as many as you like on one database."""

from pathlib import Path

import requests

from . import ffmpeg, ports
from .odoo_session import OdooSession
from .odoo_source import OdooSource
from .paths import REPO
from .processes import Process
from .venv import ODOO_VENV
from .waiting import wait_until

# Every webhook holds two connections for a moment, and Odoo's threads have no limit:
# fifty customers at once need more than Odoo's 64.
_CONF = """[options]
addons_path = {addons_path}
data_dir = {data_dir}
db_maxconn = 128
db_name = {database}
gevent_port = {gevent_port}
http_interface = {host}
http_port = {http_port}
list_db = False
log_handler = :INFO,werkzeug:WARNING
workers = {workers}
"""


class OdooServer(Process):
    """Odoo on one database: threads when ``workers`` is 0, else that many processes.

    A browser needs threads: with workers, Odoo's websocket is on ``gevent_port``.
    """

    def __init__(
        self,
        source: OdooSource,
        database: str,
        folder: Path,
        *,
        name: str = "odoo",
        port: int = 0,
        workers: int = 0,
    ):
        self.source, self.database, self.folder = source, database, folder
        self.port, self.workers = port or ports.free(), workers
        self.gevent_port = ports.free()
        self.conf = folder / f"{name}.conf"
        command = [ODOO_VENV.python, "-m", "odoo", "-c", self.conf]
        log = folder / f"logs/{name}.log"
        environ = {**source.environ, **ffmpeg.environ()}
        super().__init__(f"Odoo ({name})", command, log, environ=environ)

    @property
    def url(self) -> str:
        return f"http://{ports.HOST}:{self.port}"

    def start(self) -> "OdooServer":
        """Start it and wait until its database answers over HTTP."""
        self.write_conf()
        super().start()
        wait_until(self.answers, "Odoo answers", timeout=120, alive=self)
        return self

    def restart(self) -> "OdooServer":
        """Stop it in good order and start it again, on the same port."""
        self.stop()
        return self.start()

    def login(self, login: str, password: str | None = None) -> OdooSession:
        """A browser's session of a user; demo users' passwords are their logins."""
        return OdooSession(self.url, self.database, login, password or login)

    def write_conf(self) -> Path:
        """Write Odoo's configuration file; also read by pytest-odoo."""
        self.folder.mkdir(parents=True, exist_ok=True)
        text = _CONF.format(
            addons_path=",".join(map(str, [*self.source.addons, REPO])),
            data_dir=self.folder / "data",
            database=self.database,
            gevent_port=self.gevent_port,
            host=ports.HOST,
            http_port=self.port,
            workers=self.workers,
        )
        self.conf.write_text(text)
        return self.conf

    def answers(self) -> bool:
        try:
            answer = requests.get(f"{self.url}/web/login", timeout=60)
        except requests.ConnectionError:
            return False
        return answer.ok
