"""A sender: one WhatsApp number of a Twilio account, speaking for a brand."""

import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..whatsapp import status
from ..whatsapp.address import CHANNEL_PREFIX

CONVERSATION = "whatsapp.twilio.conversation"
# What Twilio says of a sender; of its sandbox it says nothing.
OF_TWILIO = ("sender_sid", "status", "quality_rating", "messaging_limit")
E164 = re.compile(r"\+[1-9]\d{5,14}")


class WhatsappTwilioSender(models.Model):
    _name = "whatsapp.twilio.sender"
    _description = "WhatsApp Sender"
    _inherit = ["mail.thread", "whatsapp.twilio.setting"]
    _order = "number, id"
    _conversation_field = "sender_id"
    _refresh_on = frozenset({"active", "brand_id"})
    _rec_names_search = ["number", "brand_id"]

    account_id = fields.Many2one(
        "whatsapp.twilio.account", required=True, ondelete="cascade", index=True
    )
    brand_id = fields.Many2one(
        "whatsapp.twilio.brand", ondelete="set null", index=True, tracking=True
    )
    company_id = fields.Many2one(related="account_id.company_id", store=True)
    number = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    sender_sid = fields.Char("Sender SID", readonly=True, copy=False)
    messaging_service_sid = fields.Char("Messaging Service SID", copy=False)
    status = fields.Char(readonly=True, copy=False)
    quality_rating = fields.Char(readonly=True, copy=False)
    messaging_limit = fields.Char(readonly=True, copy=False)

    _number_unique = models.Constraint(
        "UNIQUE(account_id, number)", "This account already has this number."
    )

    @api.depends("number", "brand_id.name")
    def _compute_display_name(self):
        for sender in self:
            names = (sender.brand_id.name, sender.number)
            sender.display_name = " ".join(name for name in names if name)

    @api.constrains("number")
    def _check_number(self):
        for sender in self:
            if not E164.fullmatch(sender.number or ""):
                raise ValidationError(
                    self.env._(
                        "%(number)s is not an international number. Write it with + "
                        "and the country code, as in +14155550100.",
                        number=sender.number,
                    )
                )

    @api.constrains("account_id", "number")
    def _check_conversations(self):
        """Customers have conversations with a number, not with our record of it."""
        # sudo: whatsapp.twilio.* - only whether there are any, and their number
        for sender in self.sudo():
            other = Domain("sender_number", "!=", sender.number)
            other |= Domain("account_sid", "!=", sender.account_id.account_sid)
            ours = Domain("sender_id", "=", sender.id)
            if talk := sender.env[CONVERSATION].search(ours & other, limit=1):
                raise ValidationError(
                    self.env._(
                        "Customers have conversations with %(number)s in its account. "
                        "Add the new number or account as another sender, and archive "
                        "this one.",
                        number=talk.sender_number,
                    )
                )

    @api.constrains("account_id", "brand_id", "company_id")
    def _check_company_of_brand(self):
        # sudo: whatsapp.twilio.brand - only whose it is
        for sender in self.sudo():
            ours, theirs = sender.company_id, sender.brand_id.company_id
            if ours and theirs and ours != theirs:
                raise ValidationError(
                    self.env._(
                        "%(number)s belongs to another company than %(brand)s. Choose "
                        "a brand of the account's company, or one of no company.",
                        number=sender.number,
                        brand=sender.brand_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["number"] = self._as_e164(vals.get("number"))
        senders = super().create(vals_list)
        senders._adopt_conversations()
        senders._receive_what_waited()
        return senders

    def write(self, vals):
        if "number" in vals:
            vals = {**vals, "number": self._as_e164(vals["number"])}
        before = {sender: (sender.brand_id, sender.number) for sender in self}
        result = super().write(vals)
        for sender, (brand, number) in before.items():
            if sender.brand_id != brand:
                sender._log_move(brand)
            if sender.number != number:
                sender._forget_twilio()
        if {"account_id", "number"} & set(vals):
            self._receive_what_waited()
        return result

    def _forget_twilio(self):
        """What Twilio said was of another number, or it lists this one no more."""
        self.write(dict.fromkeys(OF_TWILIO, False))

    def _log_move(self, former):
        """Tell it in the conversations that people have before them."""
        # sudo: whatsapp.twilio.conversation - agents cannot write conversations
        self.env[CONVERSATION].sudo().search(
            [
                ("sender_id", "=", self.id),
                ("state", "!=", "solved"),
                ("channel_id.channel_member_ids", "!=", False),
            ]
        )._log(
            self.env._(
                "moved %(number)s from %(former)s to %(brand)s.",
                number=self.number,
                former=former.name or self.env._("no brand"),
                brand=self.brand_id.name or self.env._("no brand"),
            )
        )

    def _as_e164(self, number):
        """What was typed or pasted, as E.164 where it can be read as a number."""
        number = (number or "").strip().removeprefix(CHANNEL_PREFIX)
        formatted = self._phone_format(
            number=number, country=self.env.company.country_id
        )
        return formatted or number

    def _receive_what_waited(self):
        """What customers wrote to a number before it was here, or right, comes now."""
        # sudo: whatsapp.twilio.message - nobody may write the ledger by hand
        ledger = self.env["whatsapp.twilio.message"].sudo()
        of_these = ("account_id", "in", [False, *self.account_id.ids])
        ledger.search([("state", "=", status.ERROR), of_these]).action_receive_again()

    def _adopt_conversations(self):
        """A sender that is added again picks its old conversations up."""
        for sender in self:
            # sudo: whatsapp.twilio.conversation - agents cannot write conversations
            orphans = self.env[CONVERSATION].sudo()
            orphans.search(
                [
                    ("sender_id", "=", False),
                    ("account_sid", "=", sender.account_id.account_sid),
                    ("sender_number", "=", sender.number),
                ]
            ).write({"sender_id": sender.id, "account_id": sender.account_id.id})
