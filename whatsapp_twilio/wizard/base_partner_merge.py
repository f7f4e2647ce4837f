"""Contacts that are merged: answers to what was sent about one come to the other."""

from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_reference_fields(self, src_partners, dst_partner):
        result = super()._update_reference_fields(src_partners, dst_partner)
        # sudo: whatsapp.twilio.* - who merges contacts need not see what they write
        conversations = self.env["whatsapp.twilio.conversation"].sudo()
        theirs = conversations.search([("partner_id", "=", dst_partner.id)])
        theirs.whatsapp_message_ids.filtered(
            lambda row: (
                row.res_model == "res.partner" and row.res_id in src_partners.ids
            )
        ).res_id = dst_partner.id
        theirs._notify_browsers()
        return result
