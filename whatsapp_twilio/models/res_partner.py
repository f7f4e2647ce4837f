"""The customer is a contact, found by number or created."""

from odoo import api, models

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
        """
        return self._find_by_whatsapp(customer) or self._create_from_whatsapp(
            customer, profile_name
        )

    @api.model
    def _find_by_whatsapp(self, customer):
        known = self.env["whatsapp.twilio.conversation"].search(
            [("address", "=", customer.key), ("partner_id.active", "=", True)], limit=1
        )
        if known or not customer.phone:
            return known.partner_id
        return self.search(
            [("phone_sanitized", "in", address.variants(customer.phone))],
            order="id",
            limit=1,
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
