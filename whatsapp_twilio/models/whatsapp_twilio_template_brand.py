"""Templates that only some brands may use."""

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


def usable_by(brand):
    """The templates that are for this brand, or for all, as a domain."""
    return Domain("brand_ids", "=", False) | Domain("brand_ids", "in", brand.ids)


class WhatsappTwilioTemplate(models.Model):
    _inherit = "whatsapp.twilio.template"

    brand_ids = fields.Many2many(
        "whatsapp.twilio.brand",
        string="Only for brands",
        domain="['|', ('company_id', '=', False), ('company_id', '=', company_id)]",
        help="Empty: every brand with a number of this account may use it.",
    )


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    def _domain_templates(self):
        # sudo: whatsapp.twilio.brand - a template may be for it, whoever asks
        return super()._domain_templates() & usable_by(self.sudo().brand_id)

    def _check_template(self, chosen, values):
        # sudo: whatsapp.twilio.template - its brands may be others than the agent's
        brands = chosen.sudo().brand_ids
        if brands and self.sudo().brand_id not in brands:
            raise UserError(
                self.env._(
                    "“%(template)s” is not for %(brand)s. Choose another template, or "
                    "ask an administrator to allow it for this brand.",
                    template=chosen.display_name,
                    # sudo: whatsapp.twilio.brand - the name of the conversation's own
                    brand=self.sudo().brand_id.name,
                )
            )
        return super()._check_template(chosen, values)
