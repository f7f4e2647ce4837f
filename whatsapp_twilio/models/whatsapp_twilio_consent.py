"""Consent: what a customer allowed a brand, or forbade it, when, and how we know.

One record is one answer of the customer and stays as it was; the latest of a
customer counts. A number on Odoo's phone blacklist is opted out of every brand,
whatever stands here.
"""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.translate import LazyTranslate

from ..whatsapp import address, consent

_lt = LazyTranslate(__name__)

STATES = [(consent.OPTED_IN, "Opted in"), (consent.OPTED_OUT, "Opted out")]
WORD, TWILIO = "word", "twilio"
SOURCES = [
    (WORD, "Their WhatsApp message"),
    (TWILIO, "Twilio"),
    ("told", "Told a colleague"),
    ("form", "Form or website"),
    ("contract", "Contract or paper"),
    ("other", "Other"),
]
# What is told in the conversation, after the name of who told it.
NEWS = {
    consent.OPTED_OUT: _lt(
        "noted that %(customer)s opted out of %(brand)s (%(how)s). No template reaches "
        "them until they opt in again, for instance by writing %(start)s."
    ),
    consent.OPTED_IN: _lt("noted that %(customer)s opted in to %(brand)s (%(how)s)."),
}


class WhatsappTwilioConsent(models.Model):
    _name = "whatsapp.twilio.consent"
    _description = "WhatsApp Consent"
    _order = "date desc, id desc"
    _rec_name = "address"

    partner_id = fields.Many2one(
        "res.partner", "Customer", ondelete="set null", index="btree_not_null"
    )
    address = fields.Char(
        "WhatsApp number",
        compute="_compute_address",
        store=True,
        readonly=False,
        precompute=True,
        help="The number as people dial it, or the business-scoped id.",
    )
    brand_id = fields.Many2one(
        "whatsapp.twilio.brand", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="brand_id.company_id", store=True)
    state = fields.Selection(STATES, "Answer", required=True, default=consent.OPTED_IN)
    source = fields.Selection(SOURCES, required=True, default="told")
    note = fields.Char("Details", help="For example which form, or who was told.")
    date = fields.Datetime("Given on", required=True, default=fields.Datetime.now)

    _of_customer_idx = models.Index("(address, brand_id, date DESC, id DESC)")

    @api.depends("partner_id")
    def _compute_address(self):
        for one in self:
            phone = one.partner_id.phone_sanitized
            one.address = one.address or (phone and address.canonical(phone))

    @api.constrains("date")
    def _check_date(self):
        if any(one.date > fields.Datetime.now() for one in self):
            raise ValidationError(
                self.env._("Nobody has answered in the future. Correct the date.")
            )

    @api.constrains("address")
    def _check_address(self):
        for one in self:
            if not address.parse(one.address):
                raise ValidationError(
                    self.env._(
                        "%(name)s has no number that WhatsApp can know. Write one with "
                        "+ and the country code, as in +14155550100.",
                        name=one.partner_id.name or one.address or "",
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        consents = super().create(vals_list)
        for one in consents:
            one._take_effect()
        return consents

    def _take_effect(self):
        """The conversations of this customer and brand follow the latest answer."""
        # sudo: whatsapp.twilio.conversation - agents cannot write conversations
        one = self.sudo()
        conversations = one.env["whatsapp.twilio.conversation"].search(
            [
                *("|", ("address", "=", one.address), ("bsuid", "=", one.address)),
                ("brand_id", "=", one.brand_id.id),
            ]
        )
        followers = conversations.filtered(lambda talk: talk._consent() == one)
        is_out = one.state == consent.OPTED_OUT
        followers.write({"opted_out_at": is_out and one.date})
        for conversation in followers:
            conversation._log(one._news(conversation))
        followers._notify_browsers()

    def _news(self, conversation):
        words = self.env["res.config.settings"]._whatsapp_start_words()
        return str(NEWS[self.state]) % {
            "customer": conversation.display_name,
            "brand": self.brand_id.name,
            "how": self._how(),
            "start": words[0],
        }

    def _how(self):
        """How we know: the source and its details."""
        source = dict(self._fields["source"]._description_selection(self.env))
        return ", ".join(word for word in (source[self.source], self.note) if word)
