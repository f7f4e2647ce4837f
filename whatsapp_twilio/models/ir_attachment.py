"""A file that a customer got, or sent, stays as it was."""

from odoo import api, models
from odoo.exceptions import UserError

# What the other side has got.
SENT_FIELDS = {
    "datas",
    "db_datas",
    "mimetype",
    "name",
    "raw",
    "res_id",
    "res_model",
    "store_fname",
    "type",
    "url",
}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def write(self, vals):
        if not self.env.su and SENT_FIELDS & set(vals):
            self._check_not_on_whatsapp()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_on_whatsapp(self):
        if not self.env.su:
            self._check_not_on_whatsapp()

    def _delete_and_notify(self, message=None):
        self._check_not_on_whatsapp()  # Discuss asks by sudo, for an agent
        return super()._delete_and_notify(message)

    def _check_not_on_whatsapp(self):
        # sudo: whatsapp.twilio.* - only whether there is one
        env, ours = self.sudo().env, [("attachment_id", "in", self.ids)]
        if env["whatsapp.twilio.message"].search_count(ours, limit=1):
            raise UserError(
                self.env._(
                    "A file that was sent on WhatsApp can be neither changed nor "
                    "deleted: the customer already has it."
                )
            )
        if env["whatsapp.twilio.media"].search_count(ours, limit=1):
            raise UserError(
                self.env._(
                    "A file that a customer sent on WhatsApp can be neither changed "
                    "nor deleted: it is part of what they wrote."
                )
            )
