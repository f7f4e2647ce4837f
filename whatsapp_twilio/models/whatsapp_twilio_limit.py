"""The places of a messaging limit are given out by one transaction at a time."""

from odoo import api, fields, models
from odoo.tools import SQL


class WhatsappTwilioPortfolio(models.Model):
    _name = "whatsapp.twilio.portfolio"
    _description = "WhatsApp Business Portfolio"
    _log_access = False

    name = fields.Char(required=True, readonly=True)
    turn = fields.Char(readonly=True, help="The transaction that gave places last.")

    _name_unique = models.Constraint("UNIQUE(name)", "This portfolio is already here.")

    @api.model
    def _take_turn(self, name):
        """Wait for whoever gives places of this portfolio, then be the only one.

        Odoo's transactions see the database as it was when they began. So it is not
        enough to wait: whoever waited must begin anew to see what was taken. Writing
        one row in turn makes PostgreSQL say so, and Odoo runs the request again.
        """
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO whatsapp_twilio_portfolio AS portfolio (name, turn)
                VALUES (%s, pg_current_xact_id()::text)
                ON CONFLICT (name) DO UPDATE SET turn = EXCLUDED.turn
                 WHERE portfolio.turn IS DISTINCT FROM EXCLUDED.turn
                """,
                name,
            )
        )


class WhatsappTwilioAccount(models.Model):
    _inherit = "whatsapp.twilio.account"

    portfolio = fields.Char(
        "Business portfolio",
        help="Numbers of one business portfolio at Meta share its messaging limit. "
        "Give its accounts the same name here. Empty: this account has its own.",
    )

    def _portfolio_key(self):
        return self.portfolio or self.account_sid

    def _of_portfolio(self):
        """The accounts that share a messaging limit with this one."""
        self.ensure_one()
        if not self.portfolio:
            return self
        # sudo: whatsapp.twilio.account - a portfolio may serve several companies
        accounts = self.sudo().with_context(active_test=False)
        return accounts.search([("portfolio", "=", self.portfolio)])
