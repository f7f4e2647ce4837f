"""The record that a template is about: its chatter tells of it, and of answers."""

from markupsafe import Markup

from odoo import api, fields, models

from odoo.addons.mail.tools.discuss import Store

from ..whatsapp import window
from .mail_message import WHATSAPP
from .previews import preview_of


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    res_model = fields.Char("Record's model", readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", readonly=True)
    record_message_id = fields.Many2one(
        "mail.message",
        "In the record's chatter",
        ondelete="set null",
        readonly=True,
        index="btree_not_null",
    )

    @api.model
    def _queue_each(self, pairs):
        rows = super()._queue_each(pairs)
        for row in rows.filtered("content_sid"):
            row.conversation_id.about_id = row
        return rows

    def _what_to_send(self):
        return {
            **super()._what_to_send(),
            "res_model": self.res_model,
            "res_id": self.res_id,
            "record_message_id": self.record_message_id.id,
        }

    def _note_in_records(self):
        """Tell in each record's chatter what was sent about it; it sends nothing."""
        for model, rows in self.grouped("res_model").items():
            by_id = {row.res_id: row for row in rows}
            notes = (
                self.env[model]
                .browse(by_id)
                ._message_log_batch(
                    {row.res_id: row.mail_message_id.body for row in rows},
                    author_id=rows.mail_message_id.author_id.id,
                    message_type=WHATSAPP,
                )
            )
            for note in notes:
                by_id[note.res_id].record_message_id = note

    def _note_progress(self):
        result = super()._note_progress()
        for note in self.record_message_id.filtered(lambda n: n.model in self.env):
            record = self.env[note.model].browse(note.res_id)
            people = (note.author_id | record.message_partner_ids).user_ids
            for user in people.filtered(lambda user: user._is_internal()):
                Store(bus_channel=user).add(note, ["whatsapp_delivery"]).bus_send()
        return result

    def _show(self, event):
        result = super()._show(event)
        self._answer_in_record(self._to_html(event))
        return result

    def _answer_in_record(self, body):
        """Post a customer's answer in the chatter of the record it is about."""
        record = self._answered_record()
        if record is None:
            return
        text = body or Markup("<em>%s</em>") % preview_of(self.kind)
        # sudo: mail.thread - the worker writes for customers, who have no user
        message = record.sudo()._message_log(
            body=text,
            author_id=self.conversation_id.partner_id.id,
            email_from=False,
            message_type=WHATSAPP,
        )
        self.write(
            {
                "res_model": record._name,
                "res_id": record.id,
                "record_message_id": message.id,
            }
        )
        self.conversation_id.about_id = self

    def _answered_record(self):
        """The record of the message that is quoted, else of the latest template; what
        a customer writes while the session lasts is about that record, too.
        """
        quoted = self._quoted()
        about = quoted if quoted._is_about() else self._latest_about()
        if not about.res_model or about.res_model not in self.env:
            return None
        record = self.env[about.res_model].browse(about.res_id).exists()
        return record if record and hasattr(record, "_message_log") else None

    def _is_about(self):
        """Whether this row may tell what an answer to it is about."""
        return bool(self.content_sid or self.res_model)

    def _latest_about(self):
        latest = self.conversation_id.about_id
        is_over = latest.direction == "inbound" and (
            self.create_date - latest.create_date > window.LENGTH
        )
        return self.browse() if is_over else latest


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    # Kept here, so that history never slows an inbound message.
    about_id = fields.Many2one(
        "whatsapp.twilio.message",
        ondelete="set null",
        readonly=True,
        index="btree_not_null",
        help="The latest message that says which record answers are about.",
    )
