"""Twilio's calls to one Odoo: the local Twilio's forms and signatures."""

import time
import uuid

import requests

from sandbox.launcher.problem import Problem
from sandbox.twilio import demo
from sandbox.twilio.webhooks import forms, signing
from sandbox.twilio.world.records import Account, Customer, Message, Sender

_ACCOUNT = Account(demo.ACCOUNT_SID, demo.AUTH_TOKEN, demo.ACCOUNT_NAME, 0)
_SENDER = Sender(demo.SENDERS[0][0], demo.ACCOUNT_SID, *demo.SENDERS[0][1:])
_BODY = "Hello! Has my order left your warehouse yet?"


def customer(number: int) -> Customer:
    """A customer for each number below ten million."""
    phone = f"+1415{number:07}"
    return Customer(phone, f"US.{number:014}", f"Customer {number}", phone)


class Webhook:
    """Calls are made ready off the clock; only `send` is what Odoo has to do."""

    public_url = "https://odoo.example.com"

    def __init__(self, odoo_url: str):
        self.path = "/whatsapp_twilio/sandbox/inbound"
        self.url = odoo_url + self.path
        self._http = requests.Session()
        self._http.trust_env = False

    def genuine(self, sender: Customer) -> requests.PreparedRequest:
        """The next message of a customer, signed."""
        form = self._form(sender)
        return self._prepared(form, signing.headers(_ACCOUNT, self._signed_url, form))

    def forged(self, sender: Customer) -> requests.PreparedRequest:
        """The same, signed by somebody who does not know the token."""
        headers = {"X-Twilio-Signature": "bm90IHRoZSB0b2tlbg=="}
        return self._prepared(self._form(sender), headers)

    def send(self, call: requests.PreparedRequest, status: int = 200) -> None:
        """Post a call, which must be answered with `status`."""
        answer = self._http.send(call, timeout=60)
        if answer.status_code != status:
            raise Problem(f"{self.url} answered {answer.status_code}, not {status}.")

    @property
    def _signed_url(self):
        return self.public_url + self.path

    def _form(self, sender):
        message = Message(
            sid=f"SM{uuid.uuid4().hex}",
            account_sid=demo.ACCOUNT_SID,
            direction="inbound",
            sender_number=_SENDER.number,
            customer=sender.address,
            body=_BODY,
            status="received",
            created_at=time.time(),
            to=_SENDER.number,
        )
        return forms.inbound(message, sender, _SENDER, quoted=None, url_root="")

    def _prepared(self, form, headers):
        return self._http.prepare_request(
            requests.Request("POST", self.url, data=form, headers=headers)
        )
