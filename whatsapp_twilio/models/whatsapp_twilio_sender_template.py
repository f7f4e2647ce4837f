"""Which sender writes with a template, and to whom it may not."""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..whatsapp.address import Address, canonical
from .whatsapp_twilio_template_brand import usable_by


class WhatsappTwilioSender(models.Model):
    _inherit = "whatsapp.twilio.sender"

    @api.model
    def _to_write_with(self, number):
        """The user's senders: the one that last spoke with this number comes first."""
        senders = self.search([("brand_id", "!=", False)])
        # sudo: whatsapp.twilio.* - in which order senders are offered, no more
        conversations = self.env["whatsapp.twilio.conversation"].sudo()
        known = number and conversations.search(
            [
                ("sender_id", "in", senders.ids),
                ("address", "=", Address(phone=number).key),
            ]
        )
        in_order = (known.sender_id.with_env(self.env) | senders) if known else senders
        # sudo: whatsapp.twilio.account - only whether it is active
        return in_order.filtered(lambda sender: sender.sudo().account_id.active)

    def _templates(self, lang):
        """What it can start a conversation with, each template in this language."""
        # sudo: whatsapp.twilio.account - an agent may use templates, not see accounts
        account = self.sudo().account_id
        found = self.env["whatsapp.twilio.template"].search(
            Domain("account_id", "=", account.id)
            & Domain("may_start", "=", True)
            & usable_by(self.brand_id)
        )
        nearest = found.browse()
        for group in found.grouped("name").values():
            nearest |= group[0]._nearest(group, lang)
        return nearest

    def _check_may_send(self, chosen):
        """Raise a UserError unless the template is this sender's, and approved."""
        # sudo: whatsapp.twilio.account - whose the template is
        if chosen.sudo().account_id != self.sudo().account_id:
            raise UserError(
                self.env._(
                    "%(template)s belongs to another Twilio account than %(sender)s. "
                    "Choose a template of the sender's account.",
                    template=chosen.display_name,
                    sender=self.display_name,
                )
            )
        if not (chosen.active and chosen.may_start):
            raise UserError(
                self.env._(
                    "%(template)s is gone at Twilio, or WhatsApp has not approved it "
                    "for starting a conversation. Choose another one.",
                    template=chosen.display_name,
                )
            )

    def _refusals(self, recipients, chosen):
        """Who of these may not be sent this one: their number, and the reason."""
        by_address = {
            canonical(one.number): one for one in recipients if not one.problem
        }
        known = self._known_to(by_address)
        newcomers = set(by_address) - set(known.mapped("address"))
        talks = known | self._imagined([by_address[key] for key in newcomers])
        return {
            by_address[talk.address].number: reason
            for talk, reason in talks._refusals(chosen).items()
        }

    def _known_to(self, addresses):
        """Our conversations with these customers."""
        # sudo: whatsapp.twilio.* - an agent may write to them through us only
        conversations = self.env["whatsapp.twilio.conversation"].sudo()
        # sudo: whatsapp.twilio.account - whose the sender is
        account = self.sudo().account_id
        return conversations.search(
            [
                ("account_sid", "=", account.account_sid),
                ("sender_number", "=", self.number),
                ("address", "in", list(addresses)),
            ]
        )

    def _imagined(self, newcomers):
        """The conversations that would begin with these, whom we do not know yet."""
        # sudo: whatsapp.twilio.conversation - only whether it would take a template
        conversations = self.env["whatsapp.twilio.conversation"].sudo()
        # sudo: whatsapp.twilio.account - whose the sender is
        ours = conversations._of_sender(self.sudo())
        return conversations.union(
            *(
                conversations.new(
                    {
                        **ours,
                        "address": canonical(one.number),
                        "phone": one.number,
                        "partner_id": one.partner.id,
                    }
                )
                for one in newcomers
            )
        )
