"""The customer is a contact, found by number or created."""

from odoo import api, models
from odoo.fields import Domain

from ..whatsapp import address


class ResPartner(models.Model):
    _inherit = "res.partner"

    # Core stores the number but does not index it; we look it up for each newcomer.
    _whatsapp_phone_idx = models.Index(
        "(phone_sanitized) WHERE phone_sanitized IS NOT NULL"
    )

    @api.model
    def _of_whatsapp(self, customer, profile_name):
        """The contact behind a WhatsApp address, found or created.

        A name that a person typed stays: the profile name is for new contacts only.
        A contact of another company than the current one is none of ours.
        """
        return self._find_by_whatsapp(customer) or self._create_from_whatsapp(
            customer, profile_name
        )

    @api.model
    def _find_by_whatsapp(self, customer):
        ours = Domain("company_id", "in", [False, self.env.company.id])
        partner = Domain("active", "=", True) & ours
        known = self.env["whatsapp.twilio.conversation"].search(
            [("address", "=", customer.key), ("partner_id", "any", partner)], limit=1
        )
        if known or not customer.phone:
            return known.partner_id
        numbers = address.variants(customer.phone)
        return self.search(
            Domain("phone_sanitized", "in", numbers) & ours, order="id", limit=1
        )

    @api.model
    def _create_from_whatsapp(self, customer, profile_name):
        phone = customer.phone and self._phone_format(
            number=customer.phone, force_format="INTERNATIONAL"
        )
        return self.with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True, tracking_disable=True
        ).create(
            {
                "name": profile_name or phone or customer.phone or customer.bsuid,
                "phone": phone or customer.phone or False,
            }
        )
