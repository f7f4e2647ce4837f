"""How a conversation comes to be: found by address, or started by either side."""

from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import ConcurrencyError, UserError

from ..whatsapp.address import Address


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    @api.model
    def _of_customer(self, account, event):
        """The conversation that an inbound event belongs to, found or started."""
        customer = event.customer
        conversation = self._find(account, event.sender, customer)
        if conversation:
            return conversation._from_before(customer)
        # An archived one, too: it does not answer, and is not to be added again.
        senders = account.with_context(active_test=False).sender_ids
        sender = senders.filtered(lambda s: s.number == event.sender)
        if not sender:
            raise ValueError(
                f"Account {account.account_sid} has no sender for this number: "
                "add it under WhatsApp / Configuration / Senders"
            )
        company = sender.brand_id.company_id or sender.company_id
        partners = self.env["res.partner"].with_company(company)
        partner = partners._of_whatsapp(customer, event.profile_name)
        return self._start(sender, customer, partner)

    @api.model
    def _for_partner(self, sender, partner):
        """The conversation of a sender with a contact, found or started."""
        number = partner._phone_format()
        if not number:
            raise UserError(
                self.env._(
                    "%(name)s has no valid phone number. Correct it in the contact.",
                    name=partner.display_name,
                )
            )
        return self._for_number(sender, number, partner)

    @api.model
    def _for_number(self, sender, number, partner):
        """The conversation of a sender with a number in E.164, found or started."""
        sender.check_access("read")
        customer = Address(phone=number)
        # sudo: whatsapp.twilio.* - agents start conversations through us only
        found = self.sudo()._find(sender.sudo().account_id, sender.number, customer)
        started = found or self.sudo()._start(sender.sudo(), customer, partner)
        return self.browse(started.id)

    @api.model
    def _find(self, account, sender_number, customer):
        """By the business-scoped id first, then by the number in either form."""
        for field_name, value in (
            ("bsuid", customer.bsuid),
            ("address", customer.key),
        ):
            if not value:
                continue
            conversation = self.search_fetch(
                [
                    ("account_sid", "=", account.account_sid),
                    ("sender_number", "=", sender_number),
                    (field_name, "=", value),
                ],
                limit=1,
            )
            if conversation:
                return conversation
        return self.browse()

    @api.model
    def _start(self, sender, customer, partner):
        return self._start_each(sender, [(customer, partner)])

    @api.model
    def _start_each(self, sender, newcomers):
        """New conversations. Who loses a race for one tries again, and finds it."""
        channels = self._open_channels([partner for _customer, partner in newcomers])
        values = [
            {
                **self._of_sender(sender),
                "channel_id": channel.id,
                "address": customer.key,
                "phone": customer.phone or False,
                "bsuid": customer.bsuid or False,
                "partner_id": partner.id,
            }
            for channel, (customer, partner) in zip(channels, newcomers, strict=True)
        ]
        quiet = self.with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True, tracking_disable=True
        )
        try:
            return self.browse(quiet.create(values).ids)
        except UniqueViolation as error:
            raise ConcurrencyError("Somebody else starts it as well") from error

    @api.model
    def _of_sender(self, sender):
        """What the conversations of one sender have in common."""
        return {
            "sender_id": sender.id,
            "account_id": sender.account_id.id,
            "brand_id": sender.brand_id.id,
            "account_sid": sender.account_id.account_sid,
            "sender_number": sender.number,
        }

    def _open_channels(self, partners):
        return (
            self.env["discuss.channel"]
            ._as_nobody()
            .create(
                [
                    {"name": partner.name, "channel_type": "whatsapp"}
                    for partner in partners
                ]
            )
        )

    def _unstart_if_empty(self):
        """Take a conversation back in which nothing was said."""
        if self.whatsapp_message_ids:
            return
        channel = self.channel_id
        self.unlink()
        channel.unlink()
