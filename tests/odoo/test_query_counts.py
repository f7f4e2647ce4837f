"""What the hot paths ask of the database; how long it takes stands in bench/."""

from unittest.mock import patch

from odoo import fields
from odoo.tests import freeze_time, new_test_user, tagged

from odoo.addons.mail.tools.discuss import Store
from odoo.addons.whatsapp_twilio.gateway import events

from .common import WhatsAppCase

# What each adds to Odoo's own message_post. A known customer's message: the claim,
# a savepoint, its row, the account, the conversation, sender and brand (may we
# reply?), the record it may be about, two updates; some of Odoo's own are not asked.
KNOWN_CUSTOMER = 5
# Also contact, channel, conversation and seats, and that it has no files.
NEWCOMER = 30
# The facts that say whether it may be sent, its row, and the call for the dispatcher;
# some of Odoo's own are not asked (nobody answers WhatsApp by e-mail).
ANSWER = 3
# Its row, Discuss's message and that message's rows, then the update; there are three
# callbacks for each message.
STATUS = 4


@tagged("post_install", "-at_install")
class TestQueryCounts(WhatsAppCase):
    def setUp(self):
        super().setUp()
        # What is written once a second would fall into either of two counts.
        self.enterContext(freeze_time(fields.Datetime.now()))
        conversation = self.receive().conversation_id
        self.customer = conversation.partner_id
        members = conversation.channel_id.channel_member_ids.partner_id
        values = {"name": "The same people", "channel_type": "group"}
        self.group = self.env["discuss.channel"].create(values)
        self.group._add_members(partners=members, post_joined_message=False)
        self._inbound(), self._message_post()  # fills Odoo's caches

    def test_a_known_customer_costs_little_more_than_message_post(self):
        self.assertLessEqual(self._inbound(), self._message_post() + KNOWN_CUSTOMER)

    def test_a_newcomer_costs_a_bounded_number_more(self):
        self._inbound(customer="+393330000001")
        newcomer = self._inbound(customer="+393330000002")
        self.assertLessEqual(newcomer, self._message_post() + NEWCOMER)

    def test_an_answer_costs_a_bounded_number_more(self):
        conversation = self.conversation(customer="+393330000003")
        group = self.group.with_user(self.ann)
        values = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        for _ in range(2):  # the first fills Odoo's caches, and takes it
            answer = self._count(lambda: self.send(conversation))
            to_group = self._count(lambda: group.message_post(body="Hello", **values))
        self.assertLessEqual(answer, to_group + ANSWER)

    def test_a_status_callback_costs_little_and_one_that_is_no_news_its_row(self):
        row = self.send(self.conversation(customer="+393330000004"))
        uuid, account = row.uuid, row.account_id
        form = {"MessageSid": "SM1", "MessageStatus": "sent"}

        def call(word):
            event = events.read_status({**form, "MessageStatus": word})
            account.env["whatsapp.twilio.message"]._apply_status(account, uuid, event)

        call("sent")
        for word, queries in (("delivered", STATUS), ("read", STATUS), ("sent", 1)):
            self.assertEqual(self._count(lambda word=word: call(word)), queries, word)

    def test_a_long_conversation_costs_no_more(self):
        before = self._inbound()
        for _ in range(10):
            self.receive()
        self.assertLessEqual(self._inbound(), before)

    def test_a_webhook_with_files_asks_no_more_than_one_with_text(self):
        text, files = self.form(), self.form("", MessageType="image", NumMedia="1")
        files["MediaUrl0"] = "https://api.twilio.com/2010-04-01/Accounts/AC/Media/ME"
        for form in (text, files):
            kept = self._count(
                lambda f=form: self.ledger._keep_inbound(self.account, f)
            )
            self.assertEqual(kept, 1)

    def test_a_discuss_without_whatsapp_asks_nothing_of_ours(self):
        colleague = new_test_user(self.env, "colleague", "base.group_user")
        values = {"name": "Lunch", "channel_type": "group"}
        channels = self.env["discuss.channel"].with_user(colleague)
        lunch = channels.create(values)

        def use_discuss():
            mine = channels._get_channels_as_member()
            Store().add(mine).add(mine._get_last_messages()).get_result()
            message = lunch.message_post(body="Pizza?", message_type="comment")
            Store().add(message).get_result()
            message.write({"body": "Pasta?"})

        asked = self._asked(use_discuss)
        self.assertTrue(any("discuss_channel" in query for query in asked))
        self.assertFalse([query for query in asked if "whatsapp_twilio" in query])

    def test_nothing_to_do_is_one_query(self):
        self.assertEqual(self._count(self.ledger._receive_next), 1)

    def _inbound(self, **values):
        self.ledger._keep_inbound(self.account, self.form(**values))
        return self._count(self.ledger._receive_next)

    def _message_post(self):
        """Odoo's own cost of a message to a group of the same people."""
        return self._count(
            lambda: self.group._as_nobody().message_post(
                author_id=self.customer.id,
                body="Hi",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
        )

    def _asked(self, work):
        """The queries of some work, as texts."""
        asked, execute = [], self.cr.execute

        def record(query, *args, **kwargs):
            asked.append(str(getattr(query, "code", query)))
            return execute(query, *args, **kwargs)

        with patch.object(self.cr, "execute", record):
            self._count(work)
        return asked

    def _count(self, work):
        """The queries of some work in a transaction that knows nothing yet."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.cr.sql_log_count - before
