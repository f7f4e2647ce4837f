"""The one place where records live; every change goes through its lock."""

from __future__ import annotations

import json
import threading
import time

from .. import demo
from ..demo_contents import CONTENTS, HERE
from . import addresses
from .contents import Content
from .files import Files
from .reached import Reached
from .records import Account, Customer, Media, Message, Sender

WINDOW_SECONDS = 24 * 3600


class World:
    def __init__(self, files: Files):
        self.lock = threading.RLock()
        self.files = files
        self.accounts: dict[str, Account] = {}
        self.senders: dict[str, Sender] = {}
        self.customers: dict[str, Customer] = {}
        self.messages: dict[str, Message] = {}
        self.contents: dict[str, Content] = {}
        # (sender number, customer address): when the customer last wrote.
        self.last_inbound: dict[tuple[str, str], float] = {}
        self.reached = Reached()
        self._add_demo_business()
        self._add_demo_customers()

    def _add_demo_business(self):
        account = Account(
            demo.ACCOUNT_SID, demo.AUTH_TOKEN, demo.ACCOUNT_NAME, time.time()
        )
        account.api_keys[demo.API_KEY_SID] = demo.API_KEY_SECRET
        account.messaging_services[demo.MESSAGING_SERVICE_SID] = [
            number for _sid, number, _name in demo.SENDERS
        ]
        self.accounts[account.sid] = account
        for sid, number, name in demo.SENDERS:
            self.senders[sid] = Sender(sid, account.sid, number, name)
        for sid, *values in CONTENTS:
            content = Content(sid, account.sid, *values, account.created_at)
            if content.is_submitted:
                content.approval_name = content.name
            self.contents[sid] = content

    def settle_at(self, url: str):
        """The demo's templates show pictures that lie with us, wherever that is."""
        for sid, *_values, types in CONTENTS:
            if content := self.contents.get(sid):
                content.types = json.loads(json.dumps(types).replace(HERE, url))

    def forget(self):
        """Back to the demo's customers and no messages; the business side stays."""
        with self.lock:
            self.customers.clear()
            self.messages.clear()
            self.last_inbound.clear()
            self.reached = Reached()
            self.files.clear()
            self._add_demo_customers()

    def _add_demo_customers(self):
        for number, name in demo.CUSTOMERS:
            self.add_customer(number, profile_name=name)

    def add_customer(self, address: str, **values) -> Customer:
        """The customer with this address, made if new; `values` are set on it."""
        with self.lock:
            customer = self.customers.get(address)
            if customer is None:
                customer = self._new_customer(address)
                self.customers[address] = customer
            for name, value in values.items():
                setattr(customer, name, value)
            return customer

    @staticmethod
    def _new_customer(address: str) -> Customer:
        if addresses.is_bsuid(address):
            return Customer(address, bsuid=address, profile_name=address)
        return Customer(
            address,
            bsuid=addresses.bsuid_of(address),
            profile_name=address,
            phone=address,
        )

    def customer_at(self, address: str) -> Customer | None:
        """The customer behind a number or a BSUID."""
        with self.lock:
            if address in self.customers or not addresses.is_bsuid(address):
                return self.customers.get(address)
            people = self.customers.values()
            return next((one for one in people if one.bsuid == address), None)

    def sender_of(self, account_sid: str | None, number: str | None) -> Sender | None:
        """The account's sender with this number; any account's if none is given."""
        for sender in self.senders.values():
            if sender.number == number and account_sid in (None, sender.account_sid):
                return sender
        return None

    def media_of(self, message_sid: str, sid: str) -> Media | None:
        """The file with this SID of this message."""
        message = self.messages.get(message_sid)
        files = message.media if message else []
        return next((one for one in files if one.sid == sid), None)

    def content_of(self, account_sid: str, sid: str | None) -> Content | None:
        """The account's template with this SID; no other account may use it."""
        content = self.contents.get(sid or "")
        return content if content and content.account_sid == account_sid else None

    def wrote(self, sender_number: str, address: str, at: float):
        with self.lock:
            key = (sender_number, address)
            self.last_inbound[key] = max(at, self.last_inbound.get(key, 0))

    def window_is_open(self, sender_number: str, address: str, now: float) -> bool:
        """Free text is allowed for 24 hours after the customer's last message.

        https://www.twilio.com/docs/whatsapp/key-concepts#the-customer-service-window
        """
        wrote_at = self.last_inbound.get((sender_number, address))
        return wrote_at is not None and now < wrote_at + WINDOW_SECONDS
