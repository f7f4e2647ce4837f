"""A row that could not be brought into Discuss: tried again, and seen by people."""

import json
import logging
from datetime import timedelta

from odoo import api, fields, models

from ..gateway import events
from ..whatsapp import status
from .roles import ADMIN
from .whatsapp_twilio_worker import in_words

# Minutes before a row that failed is tried again: 1, 2, 4 … up to a day.
LONGEST_WAIT = 24 * 60
MAX_ATTEMPTS = 20


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    payload_text = fields.Text(
        "Form",
        compute="_compute_payload_text",
        groups=ADMIN,
    )

    @api.depends("payload")
    def _compute_payload_text(self):
        """The form as one line for each field, for people."""
        for row in self:
            form = row.payload
            row.payload_text = bool(form) and json.dumps(
                form, indent=2, ensure_ascii=False, sort_keys=True
            )

    def _receive_or_note_error(self):
        """Bring one row into Discuss; what goes wrong stays on the row."""
        row = self._in_companys_language()
        row._step_or_note(row._receive, row._note_receive_error)

    def _receive_after_all(self):
        """Bring rows that failed before, until one fails again: it stays as it was,
        and so do those behind it.
        """
        for failed in self:
            row = failed._in_companys_language()
            row._step_or_note(row._receive, row._leave_as_it_is)
            if row.state == status.ERROR:
                break

    def _in_companys_language(self):
        """What we say in a bubble ("Forwarded") is in the language of the company: all
        of its agents read the same bubble.
        """
        return self.with_context(lang=self.account_id.company_id.partner_id.lang)

    def _level_of(self, error):
        # A strange form is not our fault, and a second failure is no news.
        is_known = self.attempts or isinstance(error, events.UnreadableForm)
        return logging.WARNING if is_known else super()._level_of(error)

    def _note_receive_error(self, error):
        minutes = min(2**self.attempts, LONGEST_WAIT)
        self.write(
            {
                "state": status.ERROR,
                "error_message": in_words(error),
                "attempts": self.attempts + 1,
                "next_attempt_at": fields.Datetime.now() + timedelta(minutes=minutes),
            }
        )

    @api.model
    def _revive_errors(self):
        """Rows that failed wait again once their time has come."""
        self.search(
            [
                ("state", "=", status.ERROR),
                ("next_attempt_at", "<=", fields.Datetime.now()),
                ("attempts", "<", MAX_ATTEMPTS),
            ]
        ).write({"state": status.RECEIVED})

    def action_receive_again(self):
        """Handle rows that failed once more, now (administrators)."""
        self.check_access("read")
        # sudo: whatsapp.twilio.message - nobody may write the ledger by hand
        failed = self.sudo().filtered(lambda row: row.state == status.ERROR)
        failed.write({"state": status.RECEIVED, "attempts": 0})
        self._receiver()._trigger()
