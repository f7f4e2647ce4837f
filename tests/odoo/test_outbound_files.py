import json
from datetime import timedelta

from markupsafe import Markup

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.base.tests.test_ir_cron import CronMixinCase
from odoo.addons.mail.tools.discuss import Store
from odoo.addons.whatsapp_twilio.gateway.errors import Unanswered

from . import files
from .common import WhatsAppCase
from .plans import PlanMixin
from .test_outbound import listed


class OutboundFilesCase(WhatsAppCase):
    def setUp(self):
        super().setUp()
        self.talk = self.conversation()
        self.photo = files.image()

    def post(self, body="", attachments=(), user=None, **kwargs):
        """An agent posts files; returns the rows in the order they go out."""
        channel = self.talk.channel_id.with_user(user or self.ann)
        message = channel.message_post(
            body=body,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=list(attachments),
            **kwargs,
        )
        return message.sudo().whatsapp_message_ids.sorted("id")

    def upload(self, name, content, user=None):
        """A file in the composer, not yet posted."""
        return (
            self.env["ir.attachment"]
            .with_user(user or self.ann)
            .create({"name": name, "raw": content, "res_model": "mail.compose.message"})
        )


@tagged("post_install", "-at_install")
class TestOutboundFiles(OutboundFilesCase):
    def test_a_picture_carries_its_text_as_caption(self):
        row = self.post("Look", [("a.png", self.photo)])
        self.assertEqual((row.kind, row.body), ("image", "Look"))
        self.assertEqual(row.mimetype, "image/png")
        with self.twilio() as twilio:
            self.dispatch()
        sent = twilio.sent[0]
        self.assertEqual(sent["Body"], "Look")
        self.assertRegex(
            sent["MediaUrl"][0],
            rf"^https://odoo.example.com/whatsapp_twilio/media/{row.uuid}/.*/a.png$",
        )

    def test_a_file_without_a_text_has_no_body(self):
        self.post(attachments=[("a.pdf", files.PDF)])
        with self.twilio() as twilio:
            self.dispatch()
        self.assertNotIn("Body", twilio.sent[0])

    def test_where_whatsapp_carries_no_caption_the_text_goes_first(self):
        for name, content in [
            ("a.pdf", files.PDF),
            ("a.mp3", files.MP3),
            ("a.webp", files.WEBP),
        ]:
            rows = self.post("Look", [(name, content)])
            self.assertEqual(rows.mapped("body"), ["Look", ""], name)
            self.assertEqual(rows[1].attachment_id.name, name)

    def test_a_text_that_is_too_long_for_a_caption_goes_first(self):
        rows = self.post("x" * 1024, [("a.png", self.photo)])
        self.assertEqual(len(rows), 1)
        rows = self.post("x" * 1025, [("a.png", self.photo)])
        self.assertEqual(rows.mapped("kind"), ["text", "image"])

    def test_the_text_goes_first_then_each_file_in_its_order(self):
        uploads = [self.upload(f"{n}.png", self.photo) for n in range(3)]
        ids = [uploads[n].id for n in (2, 0, 1)]
        rows = self.post("Three", attachment_ids=ids)
        self.assertEqual(rows.mapped("kind"), ["text", *["image"] * 3])
        self.assertEqual(rows.attachment_id.ids, ids)
        message = rows.mail_message_id
        self.assertEqual(set(message.attachment_ids.ids), set(ids))
        self.assertEqual(set(message.attachment_ids.mapped("res_id")), {message.res_id})

    def test_the_bubble_shows_the_files_in_the_order_in_which_they_went(self):
        uploads = [self.upload(f"{n}.png", self.photo) for n in range(3)]
        ids = [uploads[n].id for n in (2, 0, 1)]
        message = self.post("Three", attachment_ids=ids).mail_message_id
        stored = Store().add(message.with_user(self.ann)).get_result()
        self.assertEqual(stored["mail.message"][0]["attachment_ids"], ids)
        self.assertEqual(len(stored["ir.attachment"]), 3)
        self.assertTrue(all(file["name"] for file in stored["ir.attachment"]))

    def test_a_long_text_is_sent_in_parts_where_that_is_wanted(self):
        text = "word " * 500
        with self.assertRaises(UserError):
            self.post(text)
        rows = self.post(text, whatsapp_in_parts=True)
        self.assertEqual([row.body[:6] for row in rows], ["(1/2) ", "(2/2) "])
        self.assertNotIn("(1/2)", rows.mail_message_id.body)
        conversations = self.env["whatsapp.twilio.conversation"].with_user(self.ann)
        self.assertEqual(conversations.count_text_parts(text), 2)
        self.assertEqual(conversations.count_text_parts("Hi"), 1)

    def test_a_browser_may_ask_for_parts(self):
        channel = self.talk.channel_id.with_user(self.ann)
        self.assertIn("whatsapp_in_parts", channel._get_allowed_message_params())

    def test_the_bubble_shows_what_is_sent(self):
        row = self.post(Markup("<p>1 &lt; 2</p><p>next</p>"), [("a.png", self.photo)])
        self.assertEqual(row.body, "1 < 2\nnext")
        self.assertIn("1 &lt; 2<br>next", row.mail_message_id.body)

    def test_a_colleague_who_is_mentioned_is_told(self):
        self.post("Mine")  # who answers first has it alone
        self.talk.channel_id._add_members(users=self.bob)
        mention = Markup(
            "<a class='o_mail_redirect' href='#' data-oe-model='res.partner' "
            f"data-oe-id='{self.bob.partner_id.id}'>@Bob</a> has it"
        )
        row = self.post(
            mention,
            [("a.png", self.photo)],
            partner_ids=self.bob.partner_id.ids,
        )
        self.assertEqual(row.body, "@Bob has it")
        self.assertEqual(row.mail_message_id.partner_ids, self.bob.partner_id)
        self.assertIn("@Bob has it", row.mail_message_id.body)

    def test_what_nobody_sees_is_not_sent(self):
        self.assertEqual(self.post("\x00Hi\x1f\r\nyou ").body, "Hi\nyou")

    def test_a_file_that_whatsapp_does_not_take_is_refused_with_rule_and_remedy(self):
        too_big = files.image() + bytes(5 * 1024 * 1024)
        self.env["ir.config_parameter"].set_param("base.image_autoresize_max_px", "0")
        for name, content, words in [
            ("a.exe", b"MZ", ["a.exe", "DOCX", "link"]),
            ("a.png", too_big, ["a.png", "5.1 MB", "JPG or PNG up to 5 MB", "smaller"]),
            ("a.gif", files.image("GIF"), ["a.gif", "JPG or PNG", "Convert"]),
            ("a.pdf", b"", ["a.pdf", "empty"]),
            ("a.ogg", b"OggS" + bytes(60), ["a.ogg", "OGG (Opus)"]),
            ("a.mp4", b"\0\0\0\x08ftypisom", ["a.mp4", "H.264", "Convert"]),
        ]:
            with self.assertRaises(UserError) as no:
                self.post("Hi", [("good.pdf", files.PDF), (name, content)])
            for word in words:
                self.assertIn(word, str(no.exception))
        self.assertFalse(self.outbound(), "the post is refused as a whole")

    def test_a_name_does_not_make_a_file_what_it_is_not(self):
        row = self.post(attachments=[("picture.jpg", files.PDF)])
        self.assertEqual((row.kind, row.mimetype), ("document", "application/pdf"))
        with self.assertRaises(UserError):
            self.post(attachments=[("a.pdf", b"<script>alert(1)</script>")])

    def test_nobody_sends_a_file_that_they_may_not_read(self):
        secret = self.env["ir.attachment"].create(
            {
                "name": "secret.pdf",
                "raw": files.PDF,
                "res_model": "whatsapp.twilio.account",
                "res_id": self.account.id,
            }
        )
        with self.assertRaises(AccessError):
            self.post(attachment_ids=secret.ids)
        others = self.upload("a.pdf", files.PDF, user=self.outsider)
        with self.assertRaises(AccessError):
            self.post(attachment_ids=others.ids)

    def test_an_internal_note_takes_any_file(self):
        self.talk.channel_id.with_user(self.ann).message_post(
            body="Look",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
            attachments=[("a.exe", b"MZ")],
        )
        self.assertFalse(self.outbound())

    def test_a_file_that_was_sent_can_be_neither_changed_nor_deleted(self):
        file = self.post(attachments=[("a.pdf", files.PDF)]).attachment_id
        file = file.with_user(self.ann)
        for change in (
            lambda: file.write({"raw": b"%PDF-other"}),
            lambda: file.write({"res_id": 0}),
            file.unlink,
            lambda: file.sudo()._delete_and_notify(),
        ):
            with self.assertRaises(UserError):
                change()
        self.upload("b.pdf", files.PDF).unlink()

    def test_the_list_of_conversations_names_the_file(self):
        self.post(attachments=[("a.png", self.photo)])
        self.assertEqual(self.last_words(), "Photo")
        self.post(attachments=[("offer.pdf", files.PDF)])
        self.assertEqual(self.last_words(), "offer.pdf")
        self.post("Look", attachments=[("a.png", self.photo)])
        self.assertEqual(self.last_words(), "Look")

    def last_words(self):
        self.talk.invalidate_recordset(["last_message_body"])
        return self.talk.last_message_body

    def test_a_voice_recording_of_other_code_is_one_in_discuss_too(self):
        row = self.post(attachments=[("a.ogg", files.OGG, {"voice": True})])
        self.assertEqual(row.kind, "audio")
        self.assertTrue(row.attachment_id.voice_ids)

    def test_a_file_whose_request_was_not_answered_is_found_and_not_sent_again(self):
        row = self.post(attachments=[("a.pdf", files.PDF)])
        with self.twilio(Unanswered("", "")) as twilio:
            self.dispatch()
            row.next_attempt_at = fields.Datetime.now()
            twilio.answers = [
                twilio.listing(
                    listed(row, sid="SMtext", body="", num_media="0"),
                    listed(row, sid="SMcaption", body="Other", num_media="1"),
                    listed(row, sid="SMfound", num_media="1"),
                )
            ]
            self.dispatch()
        self.assertEqual((row.sid, row.state), ("SMfound", "sent"))
        self.assertEqual(len(twilio.sent), 1)

    def test_a_file_is_found_before_twilio_has_fetched_it(self):
        row = self.post(attachments=[("a.pdf", files.PDF)])
        with self.twilio(Unanswered("", "")) as twilio:
            self.dispatch()
            row.next_attempt_at = fields.Datetime.now()
            found = listed(row, sid="MMfound", num_media="0", status="queued")
            twilio.answers = [twilio.listing(found)]
            self.dispatch()
        self.assertEqual((row.sid, row.state), ("MMfound", "sending"))

    def test_a_text_is_not_found_in_a_picture_of_the_same_words(self):
        row = self.post("Look")
        with self.twilio(Unanswered("", "")) as twilio:
            self.dispatch()
            row.next_attempt_at = fields.Datetime.now()
            found = listed(row, sid="SMpicture", num_media="1")
            twilio.answers = [twilio.listing(found)]
            self.dispatch()
        self.assertEqual((row.sid, row.state), (False, "unknown"))

    def test_a_file_that_is_gone_before_it_is_sent_is_a_failure(self):
        row = self.post("Look", attachments=[("a.png", self.photo)])
        row.attachment_id.unlink()
        with self.twilio() as twilio:
            self.dispatch()
        self.assertFalse(twilio.sent, "its caption alone is not what was written")
        self.assertEqual((row.state, row.cause), ("failed", "media"))

    def test_browsers_know_the_limits(self):
        limits = self.env["discuss.channel"]._whatsapp_limits()
        self.assertEqual((limits["text_max"], limits["text_counts_from"]), (1600, 1400))
        ogg = next(known for known in limits["files"] if known["label"] == "OGG")
        self.assertEqual(
            ogg["signatures"], [[[0, "4f676753"], [28, "4f70757348656164"]]]
        )
        self.assertEqual(ogg["max_bytes"], 16 * 1024 * 1024)
        self.assertIn("HEIC", [known["label"] for known in limits["convertible"]])
        self.assertIn("5 MB", limits["rules"]["image"])
        self.assertEqual(limits, json.loads(json.dumps(limits)))

    def outbound(self):
        return self.talk.whatsapp_message_ids.filtered(
            lambda row: row.direction == "outbound"
        )


@tagged("post_install", "-at_install")
class TestDeliveryOfSeveral(OutboundFilesCase):
    def setUp(self):
        super().setUp()
        uploads = [("a.png", self.photo), ("b.pdf", files.PDF)]
        self.rows = self.post("Both", uploads)
        self.message = self.rows.mail_message_id
        for row, state in zip(self.rows, ("delivered", "failed", "sent"), strict=True):
            row._move(state, *(["63019"] if state == "failed" else []))

    def test_the_bubble_shows_the_worst_and_each_parts_own(self):
        delivery = self.message.whatsapp_delivery
        self.assertEqual((delivery["state"], delivery["code"]), ("failed", "63019"))
        self.assertEqual(delivery["id"], self.rows[1].id)
        self.assertEqual(delivery["retry_ids"], self.rows[1].ids)
        self.assertEqual(
            [(part["label"], part["state"]) for part in delivery["parts"]],
            [("Both", "delivered"), ("a.png", "failed"), ("b.pdf", "sent")],
        )
        self.assertEqual(
            [part["attachment_id"] for part in delivery["parts"]],
            [False, *self.rows.attachment_id.ids],
        )

    def test_one_whatsapp_message_has_no_parts(self):
        row = self.post("One")
        self.assertFalse(row.mail_message_id.whatsapp_delivery["parts"])

    def test_several_failures_are_one_notification(self):
        self.rows[2]._move("failed", "63019")
        self.assertEqual(len(self.message.notification_ids), 1)
        self.rows[2]._move("delivered")
        failure = self.message.notification_ids
        self.assertEqual(failure.notification_status, "exception")

    def test_retry_sends_what_failed_again_in_its_order(self):
        self.rows[0].state = self.rows[2].state = "failed"
        failed = self.message.whatsapp_delivery["retry_ids"]
        self.assertEqual(failed, self.rows.ids)
        self.ledger.browse(reversed(failed)).with_user(self.ann).action_retry()
        again = self.rows.retried_by_id.sorted("id")
        self.assertEqual(again.mapped("kind"), ["text", "image", "document"])
        self.assertEqual(again.attachment_id, self.rows.attachment_id)
        # The same once more, of tries of different age.
        again[0]._move("failed", "63019")
        again[0].with_user(self.ann).action_retry()
        parts = self.message.whatsapp_delivery["parts"]
        self.assertEqual([part["label"] for part in parts], ["Both", "a.png", "b.pdf"])
        self.assertEqual(parts[0]["id"], again[0].retried_by_id.id)

    def test_retry_leaves_alone_what_went_well(self):
        self.rows.with_user(self.ann).action_retry()
        self.assertEqual(self.rows.retried_by_id.attachment_id.name, "a.png")

    def test_a_file_that_is_gone_cannot_be_retried(self):
        self.rows[1].attachment_id.unlink()
        with self.assertRaises(UserError):
            self.rows[1].with_user(self.ann).action_retry()
        parts = self.message.whatsapp_delivery["parts"]
        self.assertEqual(parts[1]["label"], "Deleted file")


@tagged("post_install", "-at_install")
class TestOrderBehindFiles(PlanMixin, OutboundFilesCase, CronMixinCase):
    def test_what_follows_a_file_waits_until_it_is_on_its_way(self):
        file, text = self.post(attachments=[("a.pdf", files.PDF)]), self.post("After")
        other = self.send(self.conversation(customer="+4915112345678"), "other")
        with self.twilio():
            self.assertEqual(self.dispatch(), 2)
            self.assertTrue(file.sid and other.sid)
            self.assertEqual(self.dispatch(), 0)
            self.assertFalse(self.ledger._is_due_within(10), "nothing to poll for")
            with self.capture_triggers("whatsapp_twilio.ir_cron_send") as woken:
                self.status(file, "sent")
            self.assertEqual(len(woken.records), 1)
            self.dispatch()
        self.assertTrue(text.sid)

    def test_a_file_that_failed_holds_nobody_up(self):
        file, text = self.post(attachments=[("a.pdf", files.PDF)]), self.post("After")
        with self.twilio():
            self.dispatch()
            self.status(file, "failed", ErrorCode="63019")
            self.dispatch()
        self.assertTrue(text.sid)

    def test_patience_with_a_silent_file_ends(self):
        file, text = self.post(attachments=[("a.pdf", files.PDF)]), self.post("After")
        with self.twilio():
            self.dispatch()
            due = file.attempted_at + timedelta(seconds=45)
            self.assertEqual(self.ledger._next_due_at(), due)
            with self.capture_triggers("whatsapp_twilio.ir_cron_send") as planned:
                self.ledger._plan_next_run()
            self.assertEqual(planned.records.call_at, due)
            file.attempted_at -= timedelta(seconds=46)
            self.dispatch()
        self.assertTrue(text.sid)
        self.assertIsNone(self.ledger._next_due_at())

    def test_eight_files_go_out_one_after_the_other(self):
        rows = self.post("Eight", [(f"{n}.pdf", files.PDF) for n in range(8)])
        with self.twilio() as twilio:
            for row in rows:
                self.assertEqual(self.dispatch(), 1)
                self.assertTrue(row.sid)
                self.status(row, "sent")
        names = [sent["MediaUrl"][0].rpartition("/")[2] for sent in twilio.sent[1:]]
        self.assertEqual(names, [f"{n}.pdf" for n in range(8)])

    def test_a_file_wakes_nobody_where_nobody_waits(self):
        file = self.post(attachments=[("a.pdf", files.PDF)])
        with self.twilio():
            self.dispatch()
        with self.capture_triggers("whatsapp_twilio.ir_cron_send") as woken:
            self.status(file, "sent")
        self.assertFalse(woken.records)

    def test_texts_do_not_wait_for_each_other(self):
        first, second = self.post("1"), self.post("2")
        with self.twilio():
            self.dispatch()
            self.assertEqual(first.state, "sending")
            self.dispatch()
        self.assertTrue(second.sid)

    def test_the_claim_reads_what_waits_and_not_history(self):
        self.write_history(rows=5000)
        plan = self.plans_of(self.ledger._claim, 0, 1)
        self.assertIn("due_idx", plan)
        self.assertIn("fetched_idx", plan)
        self.assertNotIn("Seq Scan on whatsapp_twilio_message", plan)
