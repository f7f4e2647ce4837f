"""Customers' files: in the conversation once, whatever happens on the way."""

import secrets
import statistics
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sandbox.launcher import ports
from sandbox.launcher.stack import Stack
from sandbox.launcher.waiting import wait_until
from sandbox.twilio import demo

from .desk import NORTHWIND, Desk
from .sql import query
from .webhooks import Caller, inbound_form

MB = 1024 * 1024
# WhatsApp's largest file, and what Odoo may need more while it comes.
LARGEST, MEMORY = 16 * MB, 32 * MB
CALLS = 40


class Files(ThreadingHTTPServer):
    """Twilio's media side: one file, which waits in the middle until it may go on."""

    daemon_threads = True

    def __init__(self):
        super().__init__((ports.HOST, 0), _Handler)
        self.data = b""
        self.asked, self.may_go_on = [], threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self):
        return f"http://{ports.HOST}:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):  # noqa: N802 - http.server's name
        data = self.server.data
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2])
        self.server.asked.append(self.path)
        self.server.may_go_on.wait(30)
        with suppress(OSError):  # killed meanwhile
            self.wfile.write(data[len(data) // 2 :])

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def files():
    with Files() as files:
        yield files
        files.shutdown()


@pytest.fixture(scope="module")
def desk(files):
    with Stack.cloned("e2e_media") as stack:
        desk = Desk(stack)
        desk.new_conversation()
        admin = desk.session("admin")
        [account] = admin.call("whatsapp.twilio.account", "search", [])
        values = {"api_base_url": files.url}
        admin.call("whatsapp.twilio.account", "write", [account], values)
        yield desk


@pytest.fixture(autouse=True)
def fresh(files):
    files.may_go_on.set()


def picture_form(desk, files):
    """What a new customer's picture arrives as."""
    sid, media = "MM" + secrets.token_hex(16), "ME" + secrets.token_hex(16)
    path = f"/2010-04-01/Accounts/{demo.ACCOUNT_SID}/Messages/{sid}/Media/{media}"
    return inbound_form(
        desk.new_customer().number,
        NORTHWIND,
        "",
        MessageSid=sid,
        SmsSid=sid,
        SmsMessageSid=sid,
        MessageType="image",
        NumMedia="1",
        MediaUrl0=files.url + path,
        MediaContentType0="image/jpeg",
    )


def sent_file(desk, form):
    """The row of a form's file, with the size of its attachment."""
    found = query(
        desk.database,
        "SELECT media.id, media.state, media.attempts, attachment.file_size, ("
        "  SELECT count(*) FROM message_attachment_rel link"
        "   WHERE link.message_id = message.mail_message_id) AS in_bubble "
        "FROM whatsapp_twilio_media media "
        "JOIN whatsapp_twilio_message message ON message.id = media.message_id "
        "LEFT JOIN ir_attachment attachment ON attachment.id = media.attachment_id "
        "WHERE message.sid = %(sid)s",
        sid=form["MessageSid"],
    )
    return found[0] if found else {"state": None}


def wait_for_file(desk, form):
    wait_until(lambda: sent_file(desk, form)["state"] == "done", "the file is there")
    return sent_file(desk, form)


@contextmanager
def peak_of(pid):
    """How much memory a process had at most meanwhile, beyond what it had before."""
    status, peak = Path(f"/proc/{pid}/status"), {}
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    before = _kilobytes(status, "VmRSS")
    yield peak
    peak["bytes"] = (_kilobytes(status, "VmHWM") - before) * 1024


def _kilobytes(status, name):
    [line] = [line for line in status.read_text().splitlines() if name in line]
    return int(line.split()[1])


def test_a_large_file_needs_little_memory(desk, files, figures):
    caller = Caller(desk.stack.odoo)
    files.data = b"\xff\xd8\xff" + b"small"
    caller.post(form := picture_form(desk, files))
    wait_for_file(desk, form)  # what is loaded once is loaded now
    files.data = b"\xff\xd8\xff" + secrets.token_bytes(LARGEST - 3)
    with peak_of(desk.stack.odoo.pid) as peak:
        caller.post(form := picture_form(desk, files))
        assert wait_for_file(desk, form)["file_size"] == LARGEST
    figures.say(f"{peak['bytes'] / MB:8.0f} MB  of memory for a file of 16 MB")
    assert peak["bytes"] <= MEMORY


def test_a_file_whose_worker_is_killed_arrives_once(desk, files):
    files.data = b"\xff\xd8\xff" + b"x" * MB
    files.may_go_on.clear()
    Caller(desk.stack.odoo).post(form := picture_form(desk, files))
    wait_until(
        lambda: any(form["MediaUrl0"].endswith(path) for path in files.asked),
        "the file is on its way",
    )
    desk.stack.odoo.kill()
    files.may_go_on.set()
    row = sent_file(desk, form)
    assert (row["state"], row["attempts"], row["in_bubble"]) == ("waiting", 1, 0)
    query(
        desk.database,
        "UPDATE whatsapp_twilio_media SET next_attempt_at = now() - interval '1 hour' "
        "WHERE id = %(id)s",
        id=row["id"],
    )
    desk.stack.odoo.start()
    files.data = b"\xff\xd8\xff" + b"small"
    Caller(desk.stack.odoo).post(another := picture_form(desk, files))
    for one in (form, another):
        assert wait_for_file(desk, one)["in_bubble"] == 1


def test_a_webhook_with_a_file_is_answered_like_one_with_text(desk, files, figures):
    """How long each takes is told at the end; that both ask the database the same
    stands in `test_query_counts`."""
    caller, seconds = Caller(desk.stack.odoo), {"text": [], "file": []}
    files.data = b"\xff\xd8\xff" + b"small"
    with desk.ledger.no_worker("ir_cron_receive"):
        for _call in range(CALLS):
            for kind in seconds:
                form = picture_form(desk, files)
                if kind == "text":
                    form = inbound_form(form["From"][9:], NORTHWIND, "Hello")
                begun = time.perf_counter()
                assert caller.post(form).status_code == 200
                seconds[kind].append(time.perf_counter() - begun)
    text, file = (statistics.median(seconds[kind]) for kind in ("text", "file"))
    figures.note("webhook of a text", text)
    figures.note("webhook of a file", file)
