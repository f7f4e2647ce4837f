"""Every kind of message a customer can send, as people see it in Discuss."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools.translate import code_translations

from .common import WhatsAppCase

CARD = "o-whatsapp-card o-whatsapp-"


@tagged("post_install", "-at_install")
class TestContents(WhatsAppCase):
    def body(self, name, **values):
        return str(self.receive_sample(name, **values).mail_message_id.body)

    def content(self, row):
        return row.mail_message_id.whatsapp_content

    def test_markup_becomes_html_and_survives_odoos_sanitizer(self):
        text = "*b* _i_ ~s~ `c`\n- one\n2. two\n> quoted\n```x\n y```\nhttps://x.org/?a=1&b"
        body = self.receive(text).mail_message_id.body
        for html in (
            "<strong>b</strong> <em>i</em> <s>s</s> <code>c</code>",
            "<ul><li>one</li></ul>",
            '<ol start="2"><li>two</li></ol>',
            '<div class="o-whatsapp-quote border-start border-3 ps-2">quoted</div>',
            "<pre>x\n y</pre>",
            'href="https://x.org/?a=1&amp;b" target="_blank"',
        ):
            self.assertIn(html, body)
        self.assertNotIn("data-o-mail-quote", body)

    def test_characters_that_nobody_sees_hold_up_nothing(self):
        row = self.receive("a\x0b\x01\ud83db".encode("utf-8", "replace").decode())
        self.assertEqual(row.state, "done")

    def test_a_place_is_a_card_with_a_map(self):
        body = self.body("location_place")
        self.assertIn(f"{CARD}location", body)
        self.assertIn("<strong>Tour Eiffel</strong>", body)
        self.assertIn("5 Av. Anatole France, Paris", body)
        self.assertIn("query=48.8584,2.2945", body)
        self.assertIn("37.7793, -122.4193", self.body("location"))

    def test_an_answer_shows_its_title_and_keeps_its_payload(self):
        row = self.receive_sample("list")
        self.assertIn("Quick reply", row.mail_message_id.body)
        self.assertIn("Tents", row.mail_message_id.body)
        self.assertEqual(row.button_payload, "range-tents")
        self.assertIn("Tuesday", self.body("interactive_data"))
        self.assertIn("Yes, please", self.body("template_button"))

    def test_forwarded_messages_are_marked(self):
        self.assertIn("fa-share", self.body("forwarded"))
        self.assertIn("Forwarded many times", self.body("forwarded_often"))
        self.assertNotIn("Forwarded", self.body("text"))

    def test_our_words_in_a_bubble_are_in_the_companys_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.account.company_id.partner_id.lang = "fr_FR"
        french = {("whatsapp_twilio", "fr_FR"): {"Forwarded": "Transféré"}}
        with patch.dict(code_translations.python_translations, french):
            self.assertIn("Transféré", self.body("forwarded"))

    def test_an_ad_is_a_card_above_the_text(self):
        row = self.receive_sample("referral")
        body = row.mail_message_id.body
        self.assertIn(f"{CARD}referral", body)
        for text in ("Tents for six", "up in five minutes", "120237244350960485"):
            self.assertIn(text, body)
        self.assertIn('href="https://fb.me/4tBfhWhjr"', body)
        self.assertLess(body.index("Tents for six"), body.index("more info"))
        self.assertEqual(row.media_ids.mapped("is_ad"), [True])

    def test_an_ad_with_a_script_for_a_link_has_no_link(self):
        row = self.receive_sample("referral", ReferralSourceUrl="javascript:alert(1)")
        self.assertNotIn("<a ", row.mail_message_id.body)

    def test_what_cannot_be_shown_says_so_and_holds_up_nothing(self):
        for name in ("unsupported", "unknown"):
            row = self.receive_sample(name)
            self.assertEqual((row.state, row.kind), ("done", "unsupported"))
            self.assertIn("open it on the phone", row.mail_message_id.body)
        self.assertEqual(row.payload["MessageType"], "poll")
        self.assertEqual(self.receive("next").state, "done")

    def test_a_reply_is_linked_to_the_message_it_quotes(self):
        own = self.receive("a question")
        reply = self.receive("the same again", OriginalRepliedMessageSid=own.sid)
        self.assertEqual(reply.mail_message_id.parent_id, own.mail_message_id)
        ours = self.send(own.conversation_id)
        ours.sid = "SM" + "f" * 32
        reply = self.receive("thanks", OriginalRepliedMessageSid=ours.sid)
        self.assertEqual(reply.mail_message_id.parent_id, ours.mail_message_id)

    def test_a_reply_to_what_we_do_not_have_is_just_a_message(self):
        self.assertFalse(self.receive_sample("reply").mail_message_id.parent_id)

    def test_a_reply_does_not_quote_another_customers_message(self):
        other = self.receive("secret", customer="+4915112345678")
        reply = self.receive("hm", OriginalRepliedMessageSid=other.sid)
        self.assertFalse(reply.mail_message_id.parent_id)

    def test_a_reaction_stands_on_the_message_and_makes_none(self):
        row = self.receive("Hi")
        message, posted = row.mail_message_id, self.env["mail.message"].search_count([])

        def react(emoji):
            self.receive(
                emoji, MessageType="reaction", OriginalRepliedMessageSid=row.sid
            )
            message.invalidate_recordset()
            return message.reaction_ids.mapped("content")

        self.assertEqual(react("👍"), ["👍"])
        self.assertEqual(react("❤️"), ["❤️"])
        self.assertEqual(
            message.reaction_ids.partner_id, row.conversation_id.partner_id
        )
        self.assertEqual(react(""), [])
        self.assertEqual(self.env["mail.message"].search_count([]), posted)

    def test_nobody_reacts_to_another_customers_message(self):
        self.receive("Hi")
        other = self.receive("secret", customer="+4915112345678")
        self.receive("👍", MessageType="reaction", OriginalRepliedMessageSid=other.sid)
        self.assertFalse(other.mail_message_id.reaction_ids)

    def test_a_reaction_of_a_stranger_is_only_kept(self):
        row = self.receive_sample("reaction")
        self.assertEqual((row.state, row.kind), ("done", "reaction"))
        self.assertFalse(row.mail_message_id or row.conversation_id)

    def test_a_file_is_announced_at_once(self):
        row = self.receive_sample("audio")
        self.assertEqual(row.kind, "audio")
        content = self.content(row)
        self.assertEqual((content["kind"], content["contacts"]), ("audio", []))
        [media] = content["media"]
        self.assertEqual((media["kind"], media["state"]), ("audio", "waiting"))
        self.assertEqual((media["can_retry"], media["attachment_id"]), (False, False))
        self.assertFalse(row.mail_message_id.whatsapp_delivery)

    def test_a_document_has_its_name_and_no_text(self):
        row = self.receive_sample("document")
        self.assertFalse(row.mail_message_id.body)
        self.assertEqual(self.content(row)["media"][0]["name"], "Invoice 2026/09.pdf")

    def test_several_files_in_one_form_are_one_bubble(self):
        row = self.receive_sample("several")
        kinds = [media["kind"] for media in self.content(row)["media"]]
        self.assertEqual(kinds, ["image", "image", "document"])
        self.assertIn("All three", row.mail_message_id.body)

    def bubbles(self, *captions):
        """The bubbles of pictures that come one after the other."""
        rows = [self.receive_sample("image", Body=caption) for caption in captions]
        return self.env["mail.message"].union(*(row.mail_message_id for row in rows))

    def test_an_album_is_one_bubble(self):
        bubble = self.bubbles("", "", "")
        self.assertEqual(len(bubble), 1)
        self.assertEqual(len(bubble.whatsapp_content["media"]), 3)
        video = self.receive_sample("video", Body="")
        self.assertEqual(video.mail_message_id, bubble)

    def test_a_caption_starts_a_bubble_of_its_own(self):
        self.assertEqual(len(self.bubbles("", "Look", "")), 3)

    def test_what_is_said_between_ends_an_album(self):
        first = self.receive_sample("image")
        self.send(first.conversation_id)
        second = self.receive_sample("image")
        self.assertNotEqual(first.mail_message_id, second.mail_message_id)

    def test_pictures_of_another_hour_are_another_bubble(self):
        first = self.receive_sample("image")
        self.env.cr.execute(
            "UPDATE whatsapp_twilio_message SET create_date = %s WHERE id = %s",
            (fields.Datetime.now() - timedelta(minutes=1), first.id),
        )
        first.invalidate_recordset()
        second = self.receive_sample("image")
        self.assertNotEqual(first.mail_message_id, second.mail_message_id)

    def test_lists_say_what_a_message_without_text_is(self):
        for name, preview in (
            ("image", "Photo"),
            ("audio", "Voice message"),
            ("location", "Location"),
            ("image_caption", "*Broken* zip"),
            ("document", "Invoice 2026/09.pdf"),
        ):
            conversation = self.receive_sample(name).conversation_id
            conversation.invalidate_recordset(["last_message_body"])
            self.assertEqual(conversation.last_message_body, preview)

    def test_a_push_says_what_came(self):
        row = self.receive_sample("audio")
        channel, message = row.conversation_id.channel_id, row.mail_message_id
        payload = channel._notify_by_web_push_prepare_payload(message)
        self.assertEqual(payload["options"]["body"], "Voice message")
