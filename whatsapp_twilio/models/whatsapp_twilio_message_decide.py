"""A person decides what became of a message that nobody can tell about.

Twilio is asked until it can tell; who has spoken to the customer knows earlier.
"""

from odoo import fields, models
from odoo.exceptions import AccessError

from ..whatsapp import status


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    decided_by_id = fields.Many2one(
        "res.users",
        "Decided by",
        ondelete="set null",
        readonly=True,
        index="btree_not_null",
        help="Who said what became of it, before Twilio could.",
    )

    def action_it_arrived(self):
        """The customer has it: it is not sent again (the brand's managers)."""
        for row in self._to_decide():
            row._move(status.DELIVERED)
        self._wake_dispatcher()

    def action_send_after_all(self):
        """The customer does not have it: it is sent again (the brand's managers)."""
        rows = self._to_decide()
        rows.write({"state": status.QUEUED, "next_attempt_at": False})
        rows._note_progress()
        self._wake_dispatcher()

    def _to_decide(self):
        """Those of these rows that are in doubt, from now on this user's decision."""
        self.check_access("read")
        # sudo: whatsapp.twilio.message - nobody may write the ledger by hand
        rows, user = self.sudo(), self.env.user
        if not all(row.conversation_id.brand_id._is_managed_by(user) for row in rows):
            raise AccessError(
                self.env._("Only managers of the brand decide what became of it.")
            )
        rows = rows.filtered(lambda row: row.state == status.UNKNOWN)
        rows.write({"decided_by_id": self.env.user.id})
        return rows
