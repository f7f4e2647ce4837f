"""`python -m sandbox.twilio`: a taken port, and what survives a restart."""

from __future__ import annotations

import contextlib
import re
import signal
import socket
import subprocess
import sys

import pytest
import requests
from local_twilio import (
    NORTHWIND,
    NORTHWIND_SID,
    REPOSITORY,
    SOFIA,
    sample,
    sample_file,
    until,
)

from sandbox.twilio import demo

AUTH = (demo.ACCOUNT_SID, demo.AUTH_TOKEN)
MESSAGES = f"/2010-04-01/Accounts/{demo.ACCOUNT_SID}/Messages"


def start(*arguments) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "sandbox.twilio", *map(str, arguments)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextlib.contextmanager
def running(*arguments, end=signal.SIGTERM):
    """The base URL of a running command, ended by a signal afterwards."""
    process = start("--port", 0, *arguments)
    try:
        yield re.search(r"http://\S+(?=/$)", process.stdout.readline().strip())[0]
    finally:
        process.send_signal(end)
        process.communicate(timeout=10)


def test_a_taken_port_is_a_message_not_a_traceback():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = start("--port", port)
        _out, error = process.communicate(timeout=10)
    assert process.returncode == 1
    assert error.strip() == (
        f"Port {port} is in use by another program. Stop that program, or choose "
        "another port with --port."
    )


def test_a_broken_state_file_is_a_message_and_stays_as_it_is(tmp_path):
    state = tmp_path / "state.json"
    state.write_text("{")
    process = start("--port", 0, "--state", state)
    _out, error = process.communicate(timeout=10)
    assert process.returncode == 1
    assert "choose another --state" in error
    assert state.read_text() == "{"


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_a_restart_changes_nothing(tmp_path, end):
    state = ("--state", tmp_path / "state.json")
    with running(*state, end=end) as url:
        webhook = {"webhook": {"callback_url": "http://127.0.0.1:9/in"}}
        sender = f"/v2/Channels/Senders/{NORTHWIND_SID}"
        requests.post(url + sender, json=webhook, auth=AUTH, timeout=9)
        hello = {"to": NORTHWIND, "body": "Hi", "profile_name": "Zoé"}
        path = "/sandbox/customers/+12025550199/messages"
        requests.post(url + path, json=hello, timeout=9).raise_for_status()
        before = requests.get(url + "/sandbox/state", timeout=9).json()
    with running(*state, end=end) as url:
        assert requests.get(url + "/sandbox/state", timeout=9).json() == before
    assert before["customers"][-1]["profile_name"] == "Zoé"
    assert before["messages"][0]["error_code"] == 11205


def test_what_was_noted_before_a_kill_is_there_and_goes_on(tmp_path):
    file = tmp_path / "state.json"
    with running("--state", file, end=signal.SIGKILL) as url:
        requests.put(url + "/sandbox/delays", json={"sent": 3600}, timeout=9)
        write = f"{url}/sandbox/customers/{SOFIA}/messages"
        requests.post(write, json={"to": NORTHWIND, "body": "Hi"}, timeout=9)
        form = {"From": f"whatsapp:{NORTHWIND}", "To": f"whatsapp:{SOFIA}", "Body": "A"}
        sent = requests.post(f"{url}{MESSAGES}.json", data=form, auth=AUTH, timeout=9)
        sid = sent.json()["sid"]
        until(lambda: file.exists() and sid in file.read_text())
    with running("--state", file) as url:
        one = f"{url}{MESSAGES}/{sid}.json"
        until(
            lambda: (
                requests.get(one, auth=AUTH, timeout=9).json()["status"] == "delivered"
            )
        )


def test_a_customers_file_survives_a_restart(tmp_path):
    state = tmp_path / "state.json"
    content = {"to": NORTHWIND, "files": [sample_file("photo.jpg")]}
    with running("--state", state) as url:
        path = f"{url}/sandbox/customers/{SOFIA}/messages"
        message = requests.post(path, json=content, timeout=30).json()
    media_path = f"{MESSAGES}/{message['sid']}/Media/{message['media'][0]['sid']}"
    with running("--state", state) as url:
        options = {"auth": AUTH, "allow_redirects": False, "timeout": 30}
        link = requests.get(f"{url}{media_path}", **options).headers["Location"]
        answer = requests.get(link, timeout=30)
    assert answer.content == sample("photo.jpg")


def test_a_template_survives_a_restart_and_whatsapp_goes_on_looking_at_it(tmp_path):
    state = tmp_path / "state.json"
    wanted = {"language": "en", "types": {"twilio/text": {"body": "Hello there"}}}
    with running("--state", state) as url:
        requests.put(url + "/sandbox/delays", json={"pending": 3600}, timeout=9)
        options = {"auth": AUTH, "timeout": 9}
        made = requests.post(f"{url}/v1/Content", json=wanted, **options).json()
        approvals = f"/v1/Content/{made['sid']}/ApprovalRequests"
        asked = {"name": "hello", "category": "UTILITY"}
        requests.post(f"{url}{approvals}/whatsapp", json=asked, **options)
    with running("--state", state) as url:
        until(
            lambda: (
                requests.get(f"{url}{approvals}", **options).json()["whatsapp"][
                    "status"
                ]
                == "pending"
            )
        )
