"""A brand with its people, a sender, and Twilio replaced at the HTTP seam only."""

import json
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch
from urllib.parse import parse_qsl

from twilio.http.response import Response

from odoo.tests import TransactionCase, new_test_user

from odoo.addons.whatsapp_twilio.gateway import client, events
from odoo.addons.whatsapp_twilio.models import whatsapp_twilio_message_job

ACCOUNT_SID = "AC" + "1" * 32
NUMBER = "+14155550177"
CUSTOMER = "+393331234567"
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
# Where workers log what nobody expected.
ERRORS = "odoo.addons.whatsapp_twilio.models.whatsapp_twilio_worker"
ANY_DATE = "Thu, 24 Aug 2023 05:01:45 +0000"


class FakeTwilio:
    """Answers what it is told to, in order, and remembers what was asked."""

    ahead = timedelta(0)

    def __init__(self):
        self.asked = []
        self.answers = []

    def connect(self, credentials):
        return client.Client(
            credentials.username,
            credentials.password,
            credentials.account_sid,
            http_client=self,
        )

    def request(self, method, url, params=None, data=None, **_kwargs):
        self.asked.append((method, url, dict(data or params or {})))
        answer = self.answers.pop(0) if self.answers else self.taken()
        if isinstance(answer, Exception):
            raise answer
        status, body = answer
        return Response(status, json.dumps(body))

    def taken(self, **values):
        sid = f"MM{id(self):024d}{len(self.asked):08d}"
        return 201, {"sid": sid, "status": "queued", "date_created": ANY_DATE, **values}

    def refused(self, code, message="No", status=400):
        return status, {"code": code, "message": message, "status": status}

    def listing(self, *messages):
        page = {"page": 0, "page_size": 50, "next_page_uri": None}
        return 200, {"messages": list(messages), **page}

    @property
    def sent(self):
        return [data for method, _url, data in self.asked if method == "POST"]


class WhatsAppMixin:
    """What every test of the addon needs; mix it into one of Odoo's cases."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        agent = "base.group_user,whatsapp_twilio.group_whatsapp_agent"
        manager = "base.group_user,whatsapp_twilio.group_whatsapp_manager"
        cls.ann = new_test_user(cls.env, "wa_ann", agent, name="Ann")
        cls.bob = new_test_user(cls.env, "wa_bob", agent, name="Bob")
        cls.mia = new_test_user(cls.env, "wa_mia", manager, name="Mia")
        cls.outsider = new_test_user(cls.env, "wa_out", agent, name="Outsider")
        cls.account = cls.env["whatsapp.twilio.account"].create(
            {
                "name": "Test account",
                "account_sid": ACCOUNT_SID,
                "auth_token": "test-token",
                "public_url": "https://odoo.example.com",
            }
        )
        cls.brand = cls.env["whatsapp.twilio.brand"].create(
            {
                "name": "Brand A",
                "agent_ids": (cls.ann | cls.bob).ids,
                "manager_ids": cls.mia.ids,
            }
        )
        cls.sender = cls.env["whatsapp.twilio.sender"].create(
            {
                "account_id": cls.account.id,
                "brand_id": cls.brand.id,
                "number": NUMBER,
            }
        )
        cls.ledger = cls.env["whatsapp.twilio.message"]
        cls.sid = 0

    def form(self, body="Hi", customer=CUSTOMER, **values):
        """An inbound form as Twilio posts it, with a new SID."""
        type(self).sid += 1
        return {
            "MessageSid": f"SM{self.sid:032x}",
            "From": f"whatsapp:{customer}",
            "To": f"whatsapp:{NUMBER}",
            "Body": body,
            "ProfileName": "Carla",
            "MessageType": "text",
            "NumMedia": "0",
            "AccountSid": ACCOUNT_SID,
            **values,
        }

    def receive(self, body="Hi", **values):
        """Keep one form and handle it; returns its row."""
        form = self.form(body, **values)
        self.ledger._keep_inbound(self.account, form)
        row = self.ledger.search([("sid", "=", form["MessageSid"])])
        self.work()
        return row

    def receive_sample(self, name, **values):
        """Keep one of Twilio's real forms, as if for our number, and handle it."""
        raw = (SAMPLES / f"inbound_{name}.txt").read_text().strip()
        sample = dict(parse_qsl(raw, keep_blank_values=True))
        ours = self.form()
        for key in ("AccountSid", "MessageSid"):
            raw = raw.replace(sample[key], ours[key])
        form = {**dict(parse_qsl(raw, keep_blank_values=True)), **values}
        form.update({key: ours[key] for key in ("From", "To")})
        form.pop("ExternalUserId")
        return self.receive(form.pop("Body"), **form)

    def work(self):
        """Handle everything that waits, as the worker does."""
        while self.ledger._receive_next():
            pass

    def conversation(self, **values):
        """A conversation whose customer has just written."""
        return self.receive(**values).conversation_id

    def send(self, conversation, body="Hello", user=None):
        """An agent answers; returns the queued row."""
        channel = conversation.channel_id.with_user(user or self.ann)
        message = channel.message_post(
            body=body, message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        return message.sudo().whatsapp_message_ids

    @contextmanager
    def twilio(self, *answers):
        """Twilio at the HTTP seam, which gives these answers, then takes everything."""
        fake = FakeTwilio()
        fake.answers = list(answers)
        with patch.object(client, "connect", fake.connect):
            yield fake

    def dispatch(self):
        """One turn of the dispatcher: claim, ask Twilio, write down what it said."""
        answer = whatsapp_twilio_message_job.answer
        jobs = self.ledger._claim(0, 16)
        for job in jobs:
            self.ledger._settle(job, answer({}, job))
        return len(jobs)

    def status(self, row, word, **values):
        """Apply a status callback to a row."""
        form = {"MessageSid": row.sid or "SMx", "MessageStatus": word, **values}
        event = events.read_status(form)
        return self.ledger._apply_status(row.account_id, row.uuid, event)

    def seated(self, conversation):
        """Who has this conversation in the sidebar."""
        return conversation.channel_id.channel_member_ids.partner_id.user_ids


class WhatsAppCase(WhatsAppMixin, TransactionCase):
    pass
