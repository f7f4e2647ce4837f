"""A file that a customer got stays as it was sent."""

from odoo import api, models
from odoo.exceptions import UserError

# What a customer, or Twilio on its way to them, has got.
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
            self._check_not_sent()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        if not self.env.su:
            self._check_not_sent()

    def _delete_and_notify(self, message=None):
        self._check_not_sent()  # Discuss asks by sudo, for an agent
        return super()._delete_and_notify(message)

    def _check_not_sent(self):
        # sudo: whatsapp.twilio.message - only whether there is one
        rows = self.env["whatsapp.twilio.message"].sudo()
        if rows.search_count([("attachment_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "A file that was sent on WhatsApp can be neither changed nor "
                    "deleted: the customer already has it."
                )
            )
