"""What a contact allowed our brands on WhatsApp, seen and recorded on the contact."""

from odoo import api, fields, models

from .roles import AGENT


class ResPartner(models.Model):
    _inherit = "res.partner"

    whatsapp_consent_ids = fields.One2many(
        "whatsapp.twilio.consent",
        "partner_id",
        "WhatsApp consent",
        groups=AGENT,
    )
    whatsapp_consent_summary = fields.Char(
        compute="_compute_whatsapp_consent_summary",
        groups=AGENT,
    )

    @api.depends("whatsapp_consent_ids.state")
    @api.depends_context("uid")
    def _compute_whatsapp_consent_summary(self):
        """The latest answer to each brand, as one reads it on the contact's button."""
        for partner in self:
            latest = {}
            for one in partner.whatsapp_consent_ids.sorted(lambda c: (c.date, c.id)):
                latest[one.brand_id] = one
            states = {one.state for one in latest.values()}
            partner.whatsapp_consent_summary = self._whatsapp_consent_words(states)

    def _whatsapp_consent_words(self, states):
        if len(states) > 1:
            return self.env._("Differs by brand")
        labels = dict(
            self.env["whatsapp.twilio.consent"]
            ._fields["state"]
            ._description_selection(self.env)
        )
        return labels[states.pop()] if states else self.env._("Not asked")

    def action_whatsapp_consent(self):
        """See what this contact allowed, and record a new answer."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("WhatsApp consent of %(name)s", name=self.display_name),
            "res_model": "whatsapp.twilio.consent",
            "views": [[False, "list"], [False, "form"]],
            "domain": [("partner_id", "=", self.id)],
            "context": {"default_partner_id": self.id},
        }
