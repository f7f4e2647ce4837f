"""The buttons of the banner: each ends one reason why nothing can be sent."""

from odoo import models
from odoo.exceptions import AccessError

from ..whatsapp import reply_state
from .whatsapp_twilio_conversation_banner import BANNERS


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    def _check_may(self, state):
        """Raise an AccessError unless the user may push the button of this state."""
        self.ensure_one()
        self.check_access("read")
        people = self._who_may(BANNERS[state].who)
        if not self.env.su and self.env.user not in people:
            raise AccessError(
                self.env._(
                    "You may not do this. Ask %(names)s.",
                    names=", ".join(people.mapped("name")),
                )
            )

    def action_add_integration(self):
        """Open what is missing: the accounts, or the switch in Settings."""
        self._check_may(reply_state.INTEGRATION_REMOVED)
        if self._is_integration_on():
            return self._open("whatsapp_twilio.whatsapp_twilio_account_action")
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.config.settings",
            "view_mode": "form",
            "views": [[False, "form"]],
            "context": {"module": "whatsapp_twilio"},
        }

    def action_reactivate(self):
        """Reactivate account and sender; without a sender, choose one."""
        self._check_may(reply_state.ACCOUNT_DEACTIVATED)
        # sudo: whatsapp.twilio.* - allowed just above
        account, sender = self.sudo().account_id, self.sudo().sender_id
        account.active = True
        if not sender:
            return self._open("whatsapp_twilio.whatsapp_twilio_sender_action")
        sender.active = True
        return True

    def action_activate_brand(self):
        """Activate the conversation's brand; where it was deleted, show the others."""
        self._check_may(reply_state.BRAND_INACTIVE)
        # sudo: whatsapp.twilio.brand - allowed just above
        brand = self.sudo().brand_id
        if not brand:
            return self._open("whatsapp_twilio.whatsapp_twilio_brand_action")
        brand.active = True
        return True

    def action_move_to_sender_brand(self):
        """Move the conversation to the brand its number speaks for now."""
        self._check_may(reply_state.BRAND_MISMATCH)
        # sudo: whatsapp.twilio.sender - allowed just above
        self._move_to_brand(self.sudo().sender_id.brand_id)
        return True

    def _move_to_brand(self, brand):
        """Give the conversation to another brand's people, and note it there."""
        # sudo: whatsapp.twilio.conversation - its brand changes through us only
        conversation = self.sudo()
        former = conversation.brand_id
        conversation.brand_id = brand
        people = brand.agent_ids | brand.manager_ids
        (former._people() - people)._whatsapp_hear_less()
        members = conversation.channel_id.channel_member_ids.partner_id.user_ids
        conversation._unseat(members - people)
        if conversation.owner_id not in people:
            conversation.owner_id = False
        if conversation.state != "solved":
            conversation._seat_for_work()
        conversation._log(
            self.env._(
                "moved the conversation from %(former)s to %(brand)s.",
                former=former.name or self.env._("no brand"),
                brand=brand.name,
            )
        )
        conversation._notify_browsers()

    def _log(self, text):
        """Tell what happened in these conversations, at once; it never leaves Odoo.

        Discuss shows the name of the user before the text: it goes on from there.
        """
        channels = self.channel_id
        channels._message_log_batch(
            dict.fromkeys(channels.ids, text), author_id=self.env.user.partner_id.id
        )

    def _open(self, xmlid):
        # sudo: ir.actions.act_window - opening it checks the rights of its model
        return self.env["ir.actions.act_window"].sudo()._for_xml_id(xmlid)
