"""Twilio's calls made by the tests' own hands, signed by Twilio's own library."""

import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import requests
from twilio.request_validator import RequestValidator

from sandbox.twilio import demo

FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}


def inbound_form(number, to, body, **more):
    """What Twilio posts for a customer's text; a field that is None is left out."""
    sid = "SM" + secrets.token_hex(16)
    form = {
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ProfileName": "Somebody",
        "MessageType": "text",
        "SmsSid": sid,
        "WaId": number.removeprefix("+"),
        "SmsStatus": "received",
        "Body": body,
        "To": f"whatsapp:{to}",
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": demo.ACCOUNT_SID,
        "From": f"whatsapp:{number}",
        "ApiVersion": "2010-04-01",
        **more,
    }
    return {name: value for name, value in form.items() if value is not None}


def status_form(sid, status, **more):
    """What Twilio posts when one of our messages has come a step further."""
    form = {"MessageSid": sid, "MessageStatus": status, "AccountSid": demo.ACCOUNT_SID}
    return {**form, **more}


class Caller:
    """Calls one Odoo server as Twilio does, signing for the account's public URL."""

    def __init__(self, server, public_url=None, key="sandbox", token=demo.AUTH_TOKEN):
        self.base, self.public = server.url, public_url or server.url
        self.key, self.token = key, token

    def post(self, form, path="inbound", signature=None, headers=(), data=None):
        """Post a form, signed unless a signature is given ("" for none).

        ``data`` are the bytes to send in place of the encoded form.
        """
        signature = self.sign(form, path) if signature is None else signature
        headers = {**FORM, "X-Twilio-Signature": signature, **dict(headers)}
        body = urlencode(form) if data is None else data
        return requests.post(
            f"{self.base}{self.path(path)}", data=body, headers=headers, timeout=60
        )

    def sign(self, form, path="inbound"):
        url = f"{self.public}{self.path(path)}"
        return RequestValidator(self.token).compute_signature(url, form)

    def path(self, path):
        return f"/whatsapp_twilio/{self.key}/{path}"


def all_at_once(calls):
    """Make all calls at the same moment, each from its own connection."""
    ready = threading.Barrier(len(calls))

    def make(call):
        ready.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(make, calls))
