"""What each kind of answer and each kind of silence means, over real sockets."""

import json
import socket
import threading
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
import requests
from requests.adapters import HTTPAdapter

from odoo.addons.whatsapp_twilio.gateway import client
from odoo.addons.whatsapp_twilio.gateway.asking import ask
from odoo.addons.whatsapp_twilio.gateway.errors import NotNow, Refused, Unanswered

ACCOUNT = "AC0d00d0000000000000000000000000d0"
MESSAGE = {
    "sid": "SM1",
    "status": "queued",
    "body": "Hi",
    "direction": "outbound-api",
    "date_created": "Thu, 24 Aug 2023 05:01:45 +0000",
}


asked = []


@pytest.fixture
def answers():
    """A server that gives the answers put into the list: (status, headers, body)."""
    todo = []
    asked.clear()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self._answer()

        def do_POST(self):
            form = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append(parse_qs(form.decode()))
            self._answer()

        def _answer(self):
            answer = todo.pop(0)
            if answer is None:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            code, headers, body = answer
            payload = json.dumps(body).encode()
            self.send_response_only(code)  # it tells no Date
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serve = {"target": server.serve_forever, "args": (0.01,), "daemon": True}
    threading.Thread(**serve).start()
    todo_url = f"http://127.0.0.1:{server.server_port}"
    yield todo, todo_url
    server.shutdown()
    server.server_close()


def send(url, password="token", body="Hi", media_url=False):
    twilio = client.connect(client.Credentials(ACCOUNT, ACCOUNT, password, url))
    return client.send(
        twilio,
        sender="+14155550100",
        recipient="whatsapp:+393331234567",
        body=body,
        media_url=media_url,
        status_callback="https://odoo.example.com/status/1",
    )


def test_a_message_that_twilio_took_has_a_sid_and_waits_there(answers):
    todo, url = answers
    todo.append((201, {}, MESSAGE))
    assert send(url) == client.Taken("SM1", "sending")


def test_a_file_is_a_link_and_its_caption_the_body(answers):
    todo, url = answers
    todo += [(201, {}, MESSAGE), (201, {}, MESSAGE)]
    link = "https://odoo.example.com/media/a.png"
    send(url, body="Look", media_url=link)
    send(url, body="", media_url=link)
    assert (asked[0]["MediaUrl"], asked[0]["Body"]) == ([link], ["Look"])
    assert "Body" not in asked[1]


def test_a_refusal_carries_twilios_code(answers):
    todo, url = answers
    todo.append((400, {}, {"code": 21211, "message": "Invalid 'To'", "status": 400}))
    with pytest.raises(Refused) as refused:
        send(url)
    assert refused.value.code == "21211"


def test_a_refused_list_carries_twilios_code_too(answers):
    todo, url = answers
    todo.append((401, {}, {"code": 20003, "message": "Authenticate", "status": 401}))
    twilio = client.connect(client.Credentials(ACCOUNT, ACCOUNT, "token", url))
    with pytest.raises(Refused) as refused:
        client.list_sent(twilio, sender="+14155550100", recipient="whatsapp:+39333")
    assert (refused.value.code, refused.value.message) == ("20003", "Authenticate")


def test_when_a_message_was_made_is_told_by_our_clock_not_twilios(answers):
    todo, url = answers
    page = {"messages": [MESSAGE], "page": 0, "page_size": 50, "next_page_uri": None}
    now = datetime.now(timezone.utc).replace(microsecond=0)
    behind = {"Date": format_datetime(now - timedelta(hours=1), usegmt=True)}
    todo += [(200, {}, page), (200, behind, page), (200, {"Date": "late"}, page)]
    twilio = client.connect(client.Credentials(ACCOUNT, ACCOUNT, "token", url))
    created = [
        client.list_sent(twilio, sender="+14155550100", recipient="whatsapp:+39333")[0]
        for _ in range(3)
    ]
    told, ours, untold = (message.created_at for message in created)
    assert told == untold == parsedate_to_datetime(MESSAGE["date_created"])
    assert timedelta(hours=1) <= ours - told < timedelta(hours=1, minutes=1)


PROBLEM = {
    "type": "https://www.twilio.com/docs/api/errors/20003",
    "title": "Permission denied",
    "status": 401,
    "code": 20003,
    "detail": "The API key has expired.",
    "errors": [{"pointer": "/key", "detail": "old"}, {"detail": "Rotate it"}],
}


@pytest.mark.parametrize(
    "question",
    [
        lambda twilio: twilio.content.v1.contents("HX1").fetch,
        lambda twilio: partial(twilio.messaging.v2.channels_senders.list, "whatsapp"),
    ],
)
def test_a_refusal_in_the_form_of_newer_apis_carries_twilios_code_too(
    answers, question
):
    todo, url = answers
    todo.append((401, {}, PROBLEM))
    twilio = client.connect(client.Credentials(ACCOUNT, ACCOUNT, "token", url))
    with pytest.raises(Refused) as refused:
        ask(question(twilio))
    assert refused.value.code == "20003"
    assert refused.value.message == "The API key has expired.; /key old; Rotate it"


def test_too_many_requests_were_never_processed(answers):
    todo, url = answers
    todo.append((429, {"Retry-After": "7"}, {"code": 20429}))
    with pytest.raises(NotNow) as not_now:
        send(url)
    assert not_now.value.retry_after == 7


def test_a_full_queue_takes_it_later(answers):
    todo, url = answers
    todo.append((400, {}, {"code": 21611, "message": "Queue full", "status": 400}))
    with pytest.raises(NotNow) as not_now:
        send(url)
    assert not_now.value.code == "21611"


@pytest.mark.parametrize("status", [500, 502, 503])
def test_after_an_internal_error_nobody_can_tell(answers, status):
    todo, url = answers
    todo.append((status, {}, {}))
    with pytest.raises(Unanswered):
        send(url)


def test_a_connection_that_breaks_after_the_request_left_is_unanswered(answers):
    todo, url = answers
    todo.append(None)
    with pytest.raises(Unanswered):
        send(url)


def test_a_refused_connection_never_left():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(NotNow):
        send(f"http://127.0.0.1:{port}")


def test_an_unknown_host_never_left():
    with pytest.raises(NotNow):
        send("http://twilio.invalid")


class BreaksOff(HTTPAdapter):
    """A connection whose encryption breaks, before or after the request left."""

    def send(self, *_args, **_kwargs):
        raise requests.exceptions.SSLError("bad record mac")


def test_where_encryption_breaks_the_request_may_have_left():
    twilio = client.connect(client.Credentials(ACCOUNT, ACCOUNT, "token"))
    twilio.http_client.session.mount("https://", BreaksOff())
    with pytest.raises(Unanswered):
        client.list_sent(twilio, sender="+14155550100", recipient="whatsapp:+39333")


def test_an_account_without_a_token_is_refused_before_anything_leaves():
    with pytest.raises(Refused):
        send("http://127.0.0.1:9", password="")


def test_credentials_that_cannot_be_sent_are_refused_as_wrong_ones():
    """Such as a token that was copied with a space that nobody sees."""
    with pytest.raises(Refused) as refused:
        send("http://127.0.0.1:9", password="token\N{ZERO WIDTH SPACE}")
    assert refused.value.code == "20003"


def test_who_may_not_see_the_account_knows_nothing_against_it(answers):
    todo, url = answers
    refused = (401, {}, {"code": 20003, "message": "Authenticate", "status": 401})
    todo += [(200, {}, {"status": "suspended"}), refused, refused]
    twilio = client.connect(client.Credentials(ACCOUNT, "SK1", "secret", url))
    assert client.account_status(twilio) == "suspended"
    assert client.account_status(twilio) == client.ACTIVE
    owner = client.connect(client.Credentials(ACCOUNT, ACCOUNT, "wrong", url))
    with pytest.raises(Refused):
        client.account_status(owner)
