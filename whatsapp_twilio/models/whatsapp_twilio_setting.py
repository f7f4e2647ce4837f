"""Accounts, senders and brands: what decides whether agents may reply.

Their changes reach open browsers as one signal, and deleting one shows beforehand
which conversations become read-only, and what is lost.
"""

from odoo import api, models
from odoo.exceptions import RedirectWarning

from .roles import AGENT

REFRESH = "whatsapp_twilio/refresh"
CONFIRMED = "whatsapp_removal_confirmed"


class WhatsappTwilioSetting(models.AbstractModel):
    _name = "whatsapp.twilio.setting"
    _description = "What decides whether agents may reply"
    _refresh_on = frozenset()  # the fields whose change is told
    _conversation_field = ""  # how a conversation points at such a record

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self._refresh_browsers()
        return records

    def write(self, vals):
        result = super().write(vals)
        if self._refresh_on & set(vals):
            self._refresh_browsers()
        return result

    def unlink(self):
        result = super().unlink()
        self._refresh_browsers()
        return result

    @api.model
    def _refresh_browsers(self):
        """Each browser that hears this asks again for the conversations it shows."""
        # sudo: res.groups - the signal goes to all agents, and says nothing
        agents = self.env.ref(AGENT).sudo()
        agents._bus_send(REFRESH, {})

    def _conversations(self):
        """The conversations that need these records to be answered."""
        # sudo: whatsapp.twilio.conversation - counted, not shown
        conversations = self.env["whatsapp.twilio.conversation"].sudo()
        return conversations.search([(self._conversation_field, "in", self.ids)])

    def _lost_consents(self):
        """The consents that are deleted with these records: those of a brand."""
        return self.env["whatsapp.twilio.consent"]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_unconfirmed(self):
        if self.env.su or self.env.context.get(CONFIRMED):
            return
        if not self._conversations() and not self._lost_consents():
            return
        raise RedirectWarning(
            self.env._(
                "%(names)s: when this is deleted, its conversations become read-only. "
                "With a brand goes what customers allowed or forbade it. See what it "
                "means before you decide.",
                names=", ".join(self.mapped("display_name")),
            ),
            self[:1].action_remove(),
            self.env._("See what it means"),
        )

    def action_remove(self):
        """Show what becomes read-only, and ask."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Delete %(name)s", name=self.display_name),
            "res_model": "whatsapp.twilio.removal",
            "views": [[False, "form"]],
            "target": "new",
            "context": {
                "default_setting": f"{self._name},{self.id}",
            },
        }
