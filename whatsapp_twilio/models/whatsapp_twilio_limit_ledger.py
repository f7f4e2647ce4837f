"""Who was reached outside of their window: counted from the ledger."""

from odoo import api, fields, models
from odoo.tools import SQL

from ..whatsapp import messaging_limit

# What failed has reached nobody. What waits or is on its way counts already.
COUNTS = (
    "reached_address IS NOT NULL AND state NOT IN ('failed', 'undelivered', 'canceled')"
)


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    reached_address = fields.Char(
        readonly=True,
        help="Outbound: the customer whom this reaches outside of their session. It "
        "counts against the messaging limit.",
    )

    _reached_idx = models.Index(
        f"(account_id, attempted_at, reached_address) WHERE {COUNTS}"
    )

    @api.model
    def _counted(self, accounts):
        """The rows that count now, as SQL: tried in the period, or they wait.

        Two selects, for two ranges of the index: an OR would read all history.
        """
        self.flush_model()
        of_accounts = SQL(
            """
            SELECT attempted_at, reached_address
              FROM whatsapp_twilio_message
             WHERE %s AND account_id IN %s
            """,
            SQL(COUNTS),
            tuple(accounts.ids) or (0,),
        )
        after = messaging_limit.counts_after(fields.Datetime.now())
        return SQL(
            "FROM (%s AND attempted_at > %s UNION ALL %s AND attempted_at IS NULL) "
            "counted",
            of_accounts,
            after,
            of_accounts,
        )

    @api.model
    def _count_reached(self, accounts, addresses=()):
        """How many customers count now, and which of these are among them."""
        [(count, among)] = self.env.execute_query(
            SQL(
                "SELECT count(DISTINCT reached_address), array_agg(DISTINCT "
                "reached_address) FILTER (WHERE reached_address IN %s) %s",
                tuple(addresses) or ("",),
                self._counted(accounts),
            )
        )
        return count, set(among or ())

    @api.model
    def _next_place_at(self, accounts, limit):
        """When one more customer may be reached, if nobody else is reached again."""
        rows = self.env.execute_query(
            SQL(
                "SELECT max(coalesce(attempted_at, %s)) AS reached_at %s "
                "GROUP BY reached_address ORDER BY reached_at DESC "
                "OFFSET %s LIMIT 1",
                fields.Datetime.now(),
                self._counted(accounts),
                max(limit - 1, 0),
            )
        )
        return messaging_limit.free_at(rows[0][0]) if rows else None
