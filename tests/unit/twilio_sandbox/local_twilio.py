"""What the tests use: a local Twilio in this process, and a business that it calls."""

from __future__ import annotations

import base64
import queue
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import requests
from twilio.http.http_client import TwilioHttpClient

from sandbox.twilio import demo
from sandbox.twilio.sandbox import Sandbox
from sandbox.twilio.server import make_server

REPOSITORY = Path(__file__).resolve().parents[3]
SAMPLES = REPOSITORY / "tests" / "samples"

PATIENCE_SECONDS = 10
NORTHWIND, ALPINE = (number for _sid, number, _name in demo.SENDERS)
NORTHWIND_SID = demo.SENDERS[0][0]
SOFIA = demo.CUSTOMERS[0][0]
EMPTY_TWIML = (200, "text/xml", "<Response/>")


def sample(name: str) -> bytes:
    return (SAMPLES / "media" / name).read_bytes()


def sample_file(name: str) -> dict:
    """A sample as the control API takes it."""
    return {"name": name, "data": base64.b64encode(sample(name)).decode()}


def until(condition):
    """What `condition` returns, as soon as it is true."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.005)
    raise AssertionError(f"Still not true after {PATIENCE_SECONDS} s: {condition}")


@dataclass
class Call:
    """A webhook call as the business got it."""

    path: str
    headers: dict
    form: dict
    raw: str


class Business:
    """The service behind the webhooks: writes calls down, answers as told."""

    def __init__(self):
        self.calls: queue.Queue[Call] = queue.Queue()
        self.answers: dict[str, tuple] = {"/status": (204, "text/plain", "")}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.server.socket.listen(128)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,)).start()

    def _handler(self):
        business = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = dict(parse_qsl(raw, keep_blank_values=True))
                call = Call(self.path, dict(self.headers), form, raw)
                business.calls.put(call)
                answer = business.answers.get(self.path, EMPTY_TWIML)
                status, kind, body = answer(call) if callable(answer) else answer
                self.send_response(status)
                if kind:
                    self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_args):
                pass

        return Handler

    def next(self) -> Call:
        return self.calls.get(timeout=PATIENCE_SECONDS)

    def statuses(self, count: int) -> list[str]:
        return [self.next().form["MessageStatus"] for _time in range(count)]


class FileHost(ThreadingHTTPServer):
    """Where the business's files lie: `files[path]` is (headers, content)."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), FileRequest)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.files: dict[str, tuple] = {}
        self.asked: list[tuple] = []
        threading.Thread(target=self.serve_forever, args=(0.01,)).start()

    def put(self, path: str, content: bytes, content_type: str | None, **headers):
        """Offer a file; headers `of_HEAD` or `of_GET` replace those of one method."""
        usual = {"Content-Type": content_type, "Content-Length": str(len(content))}
        by_method = {
            method: {**usual, **headers.pop(f"of_{method}", {}), **headers}
            for method in ("HEAD", "GET")
        }
        self.files[path] = (by_method, content)
        return f"{self.url}{path}"


class FileRequest(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        if self.path not in self.server.files:
            self.send_error(404)
            return
        by_method, content = self.server.files[self.path]
        self.send_response(200)
        for name, value in by_method[self.command].items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    do_GET = do_HEAD

    def log_message(self, *_args):
        pass


class LocalTwilio:
    """The server under test and short ways to use its APIs over HTTP."""

    def __init__(self):
        self.sandbox = Sandbox()
        self.server = make_server(self.sandbox, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self.server.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,)).start()
        delays = {"queued": 0, "sent": 0, "delivered": 0, "read": 0}
        self.control("PUT", "delays", delays)

    def control(self, method: str, path: str, data: dict | None = None):
        answer = requests.request(
            method, f"{self.url}/sandbox/{path}", json=data, timeout=30
        )
        answer.raise_for_status()
        return answer.json()

    def api(self, method: str, path: str, **options) -> requests.Response:
        options.setdefault("auth", (demo.ACCOUNT_SID, demo.AUTH_TOKEN))
        options.setdefault("timeout", 30)
        return requests.request(method, self.url + path, **options)

    def messages(self, method: str = "GET", sid: str = "", **options):
        path = f"/2010-04-01/Accounts/{demo.ACCOUNT_SID}/Messages"
        return self.api(
            method, f"{path}/{sid}.json" if sid else f"{path}.json", **options
        )

    def send(self, **values) -> requests.Response:
        """Create a message; `From_` and `To` have good defaults, None leaves out."""
        form = {
            "From": f"whatsapp:{NORTHWIND}",
            "To": f"whatsapp:{SOFIA}",
            "Body": "Hello",
            **values,
        }
        return self.messages("POST", data=form)

    def write(self, body: str = "Hi", customer: str = SOFIA, **values) -> dict:
        values = {"to": NORTHWIND, "body": body, **values}
        return self.control("POST", f"customers/{customer}/messages", values)

    def write_files(self, *names: str, body: str = "", **values) -> dict:
        """A customer sends sample files."""
        return self.write(body, files=[sample_file(name) for name in names], **values)

    def media(self, url: str, **options) -> requests.Response:
        """A media URL as a client opens it, redirects left alone."""
        return self.api(
            "GET", url.removeprefix(self.url), allow_redirects=False, **options
        )

    def faults(self, **wanted):
        return self.control("PUT", "faults", wanted)

    def status(self, sid: str) -> str:
        return self.messages(sid=sid).json()["status"]

    def ends(self, sid: str, status: str) -> dict:
        until(lambda: self.status(sid) == status)
        return self.messages(sid=sid).json()


class OtherBaseUrl(TwilioHttpClient):
    """The SDK's own HTTP client, all hosts replaced by one base URL."""

    def __init__(self, base_url: str):
        super().__init__()
        self._base_url = base_url

    def request(self, method, url, *args, **options):
        parts = urlsplit(url)
        path = url.removeprefix(f"{parts.scheme}://{parts.netloc}")
        return super().request(method, self._base_url + path, *args, **options)
