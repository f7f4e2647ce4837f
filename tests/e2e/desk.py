"""One stack as the tests speak of it: customers, agents, and Twilio's bad days."""

import html
import itertools
import re
from dataclasses import dataclass, field

from sandbox.launcher.waiting import wait_until
from sandbox.twilio import demo

from .ledger import Ledger
from .sql import query

NORTHWIND, ALPINE = (number for _sid, number, _name in demo.SENDERS)
# Fast enough for tests, and still one after the other.
DELAYS = {"queued": 0.02, "sent": 0.05, "delivered": 0.05, "read": 0.05}
_numbers = itertools.count(200)


@dataclass
class Customer:
    """A person with WhatsApp; ``sender`` is the business number they write to."""

    desk: "Desk" = field(repr=False)
    number: str
    name: str
    sender: str

    def writes(self, body, **more):
        """Write, and return what came of it once the webhook has answered."""
        values = {"to": self.sender, "body": body, **more}
        path = f"customers/{self.number}/messages"
        return self.desk.twilio.control("POST", path, values)

    def reads(self):
        self.desk.twilio.read(self.number, self.sender)

    def has_been_sent(self, body):
        """The messages with this text that Twilio has taken for this customer."""
        path = f"messages?customer={self.number}&direction=outbound-api"
        found = self.desk.twilio.control("GET", path)
        return [message for message in found if message["body"] == body]

    def has_got(self):
        """What Twilio has taken for this customer, in the order in which it came."""
        path = f"messages?customer={self.number}&direction=outbound-api"
        found = self.desk.twilio.control("GET", path)
        return sorted(found, key=lambda message: message["times"].get("sent", 0))

    def in_discuss(self):
        """The texts that agents read in the conversation, oldest first."""
        rows = query(
            self.desk.database,
            "SELECT body FROM mail_message WHERE model = 'discuss.channel' "
            "AND res_id = %(channel)s AND message_type = 'whatsapp_message' "
            "ORDER BY id",
            channel=self.conversation["channel_id"],
        )
        return [html.unescape(re.sub("<[^>]*>", "", row["body"])) for row in rows]

    @property
    def conversation(self):
        """The one conversation with this customer as a dict, or None."""
        found = query(
            self.desk.database,
            "SELECT id, channel_id, partner_id, owner_id, state "
            "FROM whatsapp_twilio_conversation "
            "WHERE address = %(number)s AND sender_number = %(sender)s",
            number=self.number,
            sender=self.sender,
        )
        assert len(found) < 2, f"{len(found)} conversations with one customer: {found}"
        return found[0] if found else None


class Desk:
    """A running stack, with everything a test does to it."""

    def __init__(self, stack):
        self.stack, self.twilio = stack, stack.twilio
        self.database = stack.database
        self.ledger = Ledger(stack)
        self._sessions = {}
        # OdooBot's greeting would open over a conversation, some time after the login.
        query(self.database, "UPDATE res_users SET odoobot_state = 'disabled'")
        self.have_a_good_day()

    def new_customer(self, name="", sender=NORTHWIND):
        """Somebody who has never written; the numbers are reserved for fiction."""
        area, line = divmod(next(_numbers), 100)
        number = f"+1{201 + area}55501{line:02d}"
        name = name or f"Customer {number[-4:]}"
        self.twilio.control(
            "POST", "customers", {"number": number, "profile_name": name}
        )
        return Customer(self, number, name, sender)

    def new_conversation(self, body="Hello", **options):
        """A new customer whose first message is in Discuss."""
        customer = self.new_customer(**options)
        customer.writes(body)
        self.ledger.wait_until_received(customer.number)
        return customer

    def session(self, login, server=None):
        """A user's session with a server (the first one by default)."""
        server = server or self.stack.odoo
        key = login, server.url
        if key not in self._sessions:
            self._sessions[key] = server.login(login)
        return self._sessions[key]

    def answer(self, customer, body, login="marc", server=None):
        """An agent answers; the message's id as soon as the server has returned."""
        channel = customer.conversation["channel_id"]
        return self.session(login, server).post_message(channel, body)

    def send_files(self, customer, files, body="", login="marc"):
        """An agent sends files, as (name, content); returns the message's id."""
        channel, session = customer.conversation["channel_id"], self.session(login)
        ids = [
            session.upload(channel, name, content)["data"]["attachment_id"]
            for name, content in files
        ]
        return session.post_message(channel, body, attachment_ids=ids)

    def have_a_bad_day(self, **faults):
        """Let exactly these things go wrong at Twilio; see `sandbox/twilio/faults`."""
        self.twilio.control("PUT", "faults", faults)

    def have_a_good_day(self):
        self.have_a_bad_day()
        self.set_delays(**DELAYS)

    def set_delays(self, **seconds):
        self.twilio.control("PUT", "delays", seconds)

    def wait_until_sent_once(self, customer, body):
        """Wait until Twilio has a text for a customer; it must not have it twice."""
        wait_until(lambda: customer.has_been_sent(body), f"Twilio has {body!r}")
        assert len(customer.has_been_sent(body)) == 1
