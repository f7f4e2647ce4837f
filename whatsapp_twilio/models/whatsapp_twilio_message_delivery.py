"""What a bubble tells about the WhatsApp messages that it became."""

from odoo import api, fields, models

from ..whatsapp import status
from .previews import preview_of
from .whatsapp_twilio_message_status import TIME_FIELDS

# How much of a text names it among the parts of a message.
LABEL_MAX = 40


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    @api.depends("attachment_id", "body", "kind", "mimetype", "sid")
    def _compute_display_name(self):
        for row in self:
            row.display_name = row._label() or preview_of(row.kind) or row.sid

    def _to_delivery(self):
        """The state of one bubble, whose rows these are: that of the worst of them,
        and each one's own where there are several (see ``mail.message``).
        """
        parts = [row._to_part() for row in self]
        worst = self._worst()
        return {
            **parts[self.ids.index(worst.id)],
            "retry_ids": [part["id"] for part in parts if part["can_retry"]],
            "parts": parts if len(parts) > 1 else False,
        }

    def _worst(self):
        """The row that needs people's eyes most; the first of several."""
        return min(self, key=lambda row: status.WORST_FIRST.index(row.state))

    def _to_part(self):
        failed = self.state in status.LOST
        return {
            "id": self.id,
            "label": self._label(),
            "state": self.state,
            "times": self._times(),
            "cause": self._cause_in_words() if failed else False,
            "code": self.error_code or False,
            "is_template": bool(self.content_sid),
            "can_retry": self.state in status.RETRYABLE and not self.retried_by_id,
            "attachment_id": self.attachment_id.id,
        }

    def _label(self):
        """What people know this row by: its file, or how its text begins."""
        if self.mimetype:
            return self.attachment_id.name or self.env._("Deleted file")
        text = " ".join((self.body or "").split())
        return text if len(text) <= LABEL_MAX else f"{text[: LABEL_MAX - 1]}…"

    def _times(self):
        lost_as = self.state if self.state in status.LOST else status.FAILED
        return [
            {"state": state, "at": fields.Datetime.to_string(self[field_name])}
            for state, field_name in TIME_FIELDS.items()
            if self[field_name] and (state not in status.LOST or state == lost_as)
        ]
