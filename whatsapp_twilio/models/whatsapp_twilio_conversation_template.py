"""A template restarts a conversation whose session has expired."""

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..whatsapp import limits, reply_state, template, template_types


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    def action_send_template(self):
        """Open the composer of templates for this conversation."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send a template to %(name)s", name=self.display_name),
            "res_model": "whatsapp.twilio.template.send",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"default_conversation_id": self.id},
        }

    def _templates(self):
        """The templates that reach this customer now."""
        self.ensure_one()
        return self.env["whatsapp.twilio.template"].search(self._domain_templates())

    def _domain_templates(self):
        # sudo: whatsapp.twilio.account - an agent may use templates, not see accounts
        account = self.sudo().account_id
        reaches = Domain("may_start", "=", True)
        if self.reply_state == reply_state.OPEN:
            reaches |= Domain("content_type", "in", tuple(template.IN_SESSION_ONLY))
            reaches &= Domain("content_sid", "!=", False)
        return Domain("account_id", "=", account.id) & reaches

    def _check_can_send_template(self):
        """Raise a UserError that names the state unless a template may be sent now."""
        self.ensure_one()
        self.invalidate_recordset(["reply_state"])
        if self.reply_state not in reply_state.TEMPLATE_ALLOWED:
            raise UserError(self._words_of_refusal())

    def _check_takes(self, chosen):
        """Raise a UserError that says why this template may not go to this customer."""
        for reason in self._refusals(chosen).values():
            raise UserError(reason)

    def _refusals(self, chosen):
        """Which of these customers may not be sent this template now, and why."""
        self.invalidate_recordset(["reply_state"])
        refused = self._refusals_of_consent(chosen)
        for one in self:
            if one.reply_state not in reply_state.TEMPLATE_ALLOWED:
                refused[one] = one._words_of_refusal()
            elif not one.phone and chosen.content_type == template_types.AUTHENTICATION:
                refused[one] = self._words_of_no_number()
        return refused

    def _words_of_no_number(self):
        """https://www.twilio.com/docs/whatsapp/key-concepts (business-scoped id)"""
        return self.env._(
            "WhatsApp brings one-time codes to phone numbers only, and this customer "
            "shows none. Choose another template."
        )

    def _send_template(self, chosen, values):
        """Queue a template with these values and show it in Discuss; its message."""
        self.ensure_one()
        self.check_access("read")
        self._check_takes(chosen)
        self._check_template(chosen, values)
        self._check_room()
        # sudo: whatsapp.twilio.conversation - who may post may have it recorded
        conversation = self.sudo()
        content = chosen._content(values)
        ledger = conversation.env["whatsapp.twilio.message"]
        row = ledger._queue(conversation, [content])
        conversation._agent_answered(self.env.user)
        return self.channel_id.message_post(
            whatsapp_row=row, body=chosen._to_bubble(values)
        )

    def _check_template(self, chosen, values):
        """Raise a UserError that names what WhatsApp would refuse."""
        unfit = [
            name
            for name in chosen._variable_names()
            if not template.is_fit(values.get(name) or "")
        ]
        if unfit:
            raise UserError(
                self.env._(
                    "Fill in %(names)s. WhatsApp takes one line of text for each, "
                    "without runs of spaces.",
                    names=", ".join(f"{{{{{name}}}}}" for name in unfit),
                )
            )
        if limits.text_length(chosen._face(values).text) > template.TEXT_MAX:
            raise UserError(
                self.env._(
                    "With these values the template has more than %(max)s characters, "
                    "which WhatsApp does not take. Shorten what you filled in.",
                    max=template.TEXT_MAX,
                )
            )
