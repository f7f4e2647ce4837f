"""A local Twilio without Odoo, and its web phone in the browser."""

import contextlib
import threading

import pytest
import requests
from playwright.sync_api import expect

from sandbox.twilio import demo
from sandbox.twilio.sandbox import Sandbox
from sandbox.twilio.server import make_server

NORTHWIND, ALPINE = (number for _sid, number, _name in demo.SENDERS)
SOFIA, OLIVER, PRIYA = (number for number, _name in demo.CUSTOMERS)
NARROW = {"width": 390, "height": 844}


class Phone:
    """A local Twilio in this process, and its web phone in the browser."""

    def __init__(self, browser):
        self._browser = browser
        self._contexts = []
        sandbox = Sandbox()
        sandbox.delays = dict.fromkeys(sandbox.delays, 0)
        self._server = make_server(sandbox, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,)).start()

    def open(self, place="", **options):
        """A page of the phone that has loaded everything."""
        context = self._browser.new_context(**options)
        self._contexts.append(context)
        page = context.new_page()
        page.goto(f"{self.url}/{place}")
        expect(page.locator("[data-connection]").first).to_have_text("Live")
        return page

    def control(self, method, path, data):
        url = f"{self.url}/sandbox/{path}"
        answer = requests.request(method, url, json=data, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def write(self, customer, body):
        data = {"to": NORTHWIND, "body": body}
        return self.control("POST", f"customers/{customer}/messages", data)

    def answer(self, customer, body=None, sender=NORTHWIND, **parameters):
        """The business writes; the message's SID."""
        form = {
            "From": f"whatsapp:{sender}",
            "To": f"whatsapp:{customer}",
            "Body": body,
            **parameters,
        }
        url = f"{self.url}/2010-04-01/Accounts/{demo.ACCOUNT_SID}/Messages.json"
        auth = (demo.ACCOUNT_SID, demo.AUTH_TOKEN)
        return requests.post(url, data=form, auth=auth, timeout=30).json()["sid"]

    def message(self, sid):
        return requests.get(f"{self.url}/sandbox/messages/{sid}", timeout=30).json()

    def close(self):
        for context in self._contexts:
            context.close()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def phone(chromium):
    with contextlib.closing(Phone(chromium)) as one:
        yield one


def bubbles(page):
    return page.locator(".bubble-body")
