"""What each message cost at Twilio; the sweep fills it in once Twilio knows it."""

from odoo import api, fields, models
from odoo.tools import SQL

from .roles import MANAGER


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    price = fields.Float(
        "Cost",
        digits=(16, 5),
        readonly=True,
        groups=MANAGER,
        help="What Twilio charged, empty until Twilio knows it. Meta's own fees for "
        "templates may come on top, on Twilio's invoice.",
    )
    price_unit = fields.Char("Currency", readonly=True, groups=MANAGER)
    brand_id = fields.Many2one(related="conversation_id.brand_id")

    @api.model
    def _note_prices(self, account, priced):
        """Write down what these cost, in one statement for a page."""
        if not priced:
            return
        self.env.cr.execute(
            SQL(
                """
                UPDATE whatsapp_twilio_message message
                   SET price = listed.price, price_unit = listed.unit
                  FROM unnest(%s, %s::numeric[], %s) AS listed(sid, price, unit)
                 WHERE message.account_id = %s AND message.sid = listed.sid
                """,
                [one.sid for one in priced],
                [one.price for one in priced],
                [one.price_unit for one in priced],
                account.id,
            )
        )
        self.invalidate_model(["price", "price_unit"])
