"""An account whose webhook calls are refused says so, and why."""

from datetime import timedelta

from odoo import api, fields, models

from ..gateway import refusal
from .whatsapp_twilio_outage import REFUSED

# So long a refusal stands above the form.
NEWS = timedelta(days=1)


class WhatsappTwilioAccount(models.Model):
    _inherit = "whatsapp.twilio.account"

    refusal_ids = fields.One2many(
        "whatsapp.twilio.refusal", "account_id", readonly=True
    )
    refusal_hint = fields.Char(compute="_compute_refusal_hint")

    @api.depends("refusal_ids.last_at")
    def _compute_refusal_hint(self):
        """What to do about the last refusal, while it is news; anybody may call
        without a signature, so that is none.
        """
        since = fields.Datetime.now() - NEWS
        for account in self:
            row = account.refusal_ids.filtered(
                lambda one: one.cause != refusal.UNSIGNED and one.last_at > since
            )[:1]
            account.refusal_hint = bool(row) and self.env._(
                "Twilio's calls are refused (%(count)s in the last hour of them). "
                "%(way_out)s",
                count=row.count,
                way_out=row.way_out,
            )

    def _cause_of_outage(self, began, ended, codes, silent_since):
        cause = super()._cause_of_outage(began, ended, codes, silent_since)
        refused = self.refusal_ids.filtered(
            lambda row: (
                row.first_at <= ended + timedelta(hours=1)
                and row.last_at >= began
                and row.cause != refusal.UNSIGNED
            )
        )
        return REFUSED if refused else cause
