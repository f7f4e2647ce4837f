"""May the agent reply? The facts of a conversation for WhatsApp's rule."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from ..whatsapp import parts, reply_state
from .res_config_settings import ENABLED

_lt = LazyTranslate(__name__)

LABELS = {
    reply_state.OPEN: _lt("Open"),
    reply_state.SESSION_EXPIRED: _lt("Session expired"),
    reply_state.OPTED_OUT: _lt("Customer opted out"),
    reply_state.BRAND_MISMATCH: _lt("Session ended: brand mismatch"),
    reply_state.BRAND_INACTIVE: _lt("Session ended: brand inactive"),
    reply_state.ACCOUNT_DEACTIVATED: _lt("Account deactivated"),
    reply_state.INTEGRATION_REMOVED: _lt("Integration removed"),
}
# Why nothing can be sent, and the way out.
REFUSALS = {
    reply_state.SESSION_EXPIRED: _lt(
        "Session expired: the customer has not written in the last 24 hours, and "
        "WhatsApp takes free text only within them. Wait for the customer's next "
        "message, or restart the conversation with an approved template."
    ),
    reply_state.OPTED_OUT: _lt(
        "Customer opted out: this customer asked not to be written to. You can "
        "answer once they write again."
    ),
    reply_state.BRAND_MISMATCH: _lt(
        "Session ended: this number now speaks for another brand than the "
        "conversation's. Ask a manager to move the conversation or the number."
    ),
    reply_state.BRAND_INACTIVE: _lt(
        "Session ended: the conversation's brand is inactive. Ask a manager to "
        "activate it."
    ),
    reply_state.ACCOUNT_DEACTIVATED: _lt(
        "Account deactivated: the Twilio account or its number is deactivated. Ask "
        "an administrator to reactivate it."
    ),
    reply_state.INTEGRATION_REMOVED: _lt(
        "Integration removed: nothing can be sent or received. Ask an administrator "
        "to add a Twilio account or to switch WhatsApp on in Settings."
    ),
}


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    reply_state = fields.Selection(
        selection=lambda self: [
            (state, str(LABELS[state])) for state in reply_state.ALL
        ],
        compute="_compute_reply_state",
    )

    @api.depends(
        "account_id.active",
        "sender_id.active",
        "sender_id.brand_id",
        "brand_id.active",
        "opted_out_at",
        "window_closes_at",
    )
    def _compute_reply_state(self):
        now = fields.Datetime.now()
        is_on = self._is_integration_on()
        for conversation in self:
            conversation.reply_state = reply_state.decide(
                conversation._reply_facts(is_on), now
            )

    def _reply_facts(self, integration_on):
        # sudo: whatsapp.twilio.* - an agent may know the state, not the account
        conversation = self.sudo()
        sender, brand = conversation.sender_id, conversation.brand_id
        return reply_state.Facts(
            integration_on=integration_on,
            account_exists=bool(conversation.account_id),
            account_active=conversation.account_id.active,
            sender_active=sender.active,
            brand_active=brand.active,
            brand_matches=sender.brand_id == brand,
            opted_out=bool(conversation.opted_out_at),
            window_closes_at=conversation.window_closes_at,
        )

    @api.model
    def _is_integration_on(self):
        """Whether WhatsApp is switched on in Settings.

        Read past Odoo's cache: a request that runs while Settings are being saved
        puts the old value back into it, where it would stay.
        """
        # sudo: ir.config_parameter - one switch that everybody may know
        parameters = self.env["ir.config_parameter"].sudo()
        return bool(parameters.search_fetch([("key", "=", ENABLED)], ["value"]).value)

    def _check_can_reply(self):
        """Raise a UserError that names the state unless free text may be sent now."""
        self.ensure_one()
        self.invalidate_recordset(["reply_state"])
        if self.reply_state in REFUSALS:
            raise UserError(self._words_of_refusal())

    def _words_of_refusal(self):
        """Why nothing can be sent now, and the way out."""
        return self.env._(REFUSALS[self.reply_state])

    @api.model
    def count_text_parts(self, text):
        """How many messages a text would be, for the button that sends it in parts."""
        return len(parts.split(text.strip()))
