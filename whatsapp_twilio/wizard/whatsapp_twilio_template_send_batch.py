"""To many recipients: what the messaging limit says beforehand, then a batch."""

from odoo import api, fields, models

from ..models.whatsapp_twilio_batch import OVER_LIMIT, WAIT
from ..whatsapp.address import canonical
from .whatsapp_twilio_template_send import MANY


class WhatsappTwilioTemplateSend(models.TransientModel):
    _inherit = "whatsapp.twilio.template.send"

    is_batch = fields.Boolean(compute="_compute_is_batch")
    room = fields.Char(compute="_compute_summary")
    over_limit = fields.Selection(OVER_LIMIT, default=WAIT, required=True)

    @api.depends("conversation_id", "res_ids")
    def _compute_is_batch(self):
        for wizard in self:
            ids = wizard.res_ids or ()
            wizard.is_batch = not wizard.conversation_id and len(ids) > MANY

    def _words_of_room(self, recipients):
        """What the messaging limit says, where it has no place for all of these."""
        # sudo: whatsapp.twilio.sender - an agent may know the limit
        sender = self.sender_id._origin.sudo()
        if not (recipients and sender._is_limited()):
            return False
        places, needing = self._places(sender, recipients)
        if needing <= places:
            return False
        return self.env._(
            "Your messaging limit has room for %(places)s now.", places=f"{places:,}"
        )

    def _places(self, sender, recipients):
        """How many places there are, and how many of these need one."""
        addresses = {canonical(one.number) for one in recipients}
        places, among = sender._places(addresses)
        answered = sender._known_to(addresses).filtered(
            lambda talk: not talk._reached()["reached_address"]
        )
        return places, len(addresses - among - set(answered.mapped("address")))

    def _begin_batch(self):
        """Hand it to the background, and show how far it is."""
        batch = self._records()._whatsapp_begin_batch(
            self.template_id,
            self.value_ids._values(),
            paths=self.value_ids._paths(),
            sender=self.sender_id,
            over_limit=self.over_limit,
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": batch._name,
            "res_id": batch.id,
            "views": [[False, "form"]],
        }
