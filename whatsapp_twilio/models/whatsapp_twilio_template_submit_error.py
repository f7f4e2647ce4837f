"""A template that did not get through: why, and what is done about it."""

import logging

from odoo import fields, models

from ..gateway import client, templates
from ..gateway.errors import Refused, SendError
from .whatsapp_twilio_template import DRAFT, SUBMITTING
from .whatsapp_twilio_worker import in_words

_logger = logging.getLogger(__name__)


class WhatsappTwilioTemplate(models.Model):
    _inherit = "whatsapp.twilio.template"

    submit_error = fields.Char(readonly=True, copy=False)

    def action_take_back(self):
        """Make drafts again of those that do not get through, to be changed.

        What Twilio has of them by then comes with the next fetch, as a template of
        its own.
        """
        self.check_access("write")
        stuck = self.filtered(
            lambda one: one.approval_state == SUBMITTING and one.submit_error
        )
        stuck.write(
            {"approval_state": DRAFT, "content_sid": False, "submit_error": False}
        )

    def _asking(self, step):
        """Ask Twilio; a refusal makes it a draft again that says why."""
        try:
            twilio = client.connect(self.account_id._credentials())
            step(twilio)
        except Refused as error:
            self._note_refusal(error)
        except SendError as error:
            _logger.warning("Template %s: no answer from Twilio, again later", self.id)
            self.submit_error = self.env._(
                "Twilio did not answer (%(error)s). It is tried again by itself.",
                error=error,
            )

    def _note_failure(self, error):
        self.submit_error = self.env._(
            "Odoo could not submit it (%(error)s). It is tried again by itself. If "
            "that does not help, take it back to change it, or tell who looks after "
            "Odoo.",
            error=in_words(error),
        )

    def _note_refusal(self, error):
        _logger.warning("Template %s: Twilio refused, code %s", self.id, error.code)
        sid = self.content_sid
        self.write(
            {
                "approval_state": DRAFT,
                "content_sid": False,
                "submit_error": self.env._(
                    "Twilio did not take it: %(error)s. Correct it and submit it "
                    "again.",
                    error=error,
                ),
            }
        )
        if sid:
            self._asking_to_forget(sid)

    def _asking_to_forget(self, sid):
        """What was refused does not stay at Twilio: its name is needed again."""
        try:
            twilio = client.connect(self.account_id._credentials())
            templates.delete(twilio, sid)
        except SendError as error:
            _logger.warning("Template %s: %s stays at Twilio: %s", self.id, sid, error)
