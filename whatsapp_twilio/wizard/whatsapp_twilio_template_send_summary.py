"""What one is told before and after a template goes to many."""

from odoo import api, fields, models

from ..models.left_out import as_list


class WhatsappTwilioTemplateSend(models.TransientModel):
    _inherit = "whatsapp.twilio.template.send"

    recipient_count = fields.Integer(compute="_compute_summary")
    reached_count = fields.Integer(compute="_compute_summary")
    headline = fields.Char(compute="_compute_summary")
    left_out = fields.Html(compute="_compute_summary")
    outcome = fields.Char(readonly=True)
    outcome_left_out = fields.Html(readonly=True)

    @api.depends("conversation_id", "res_model", "res_ids", "sender_id", "template_id")
    def _compute_summary(self):
        """Who gets it, and who does not: by number, and by what is known of them."""
        for wizard in self:
            recipients = [] if wizard.conversation_id else wizard._recipients()
            refused = wizard.sender_id._origin._refusals(recipients, wizard.template_id)
            left_out = [
                (one, one.problem or refused[one.number])
                for one in recipients
                if one.problem or one.number in refused
            ]
            wizard.recipient_count = len(recipients)
            wizard.reached_count = len(recipients) - len(left_out)
            wizard.headline = wizard._words_of_reach()
            wizard.left_out = self._as_list(left_out)
            without = {one for one, _reason in left_out}
            wizard.room = wizard._words_of_room(
                [one for one in recipients if one not in without]
            )

    def _words_of_reach(self):
        if not self.reached_count:
            return self.env._("Nobody can get it.")
        return self.env._(
            "It goes to %(count)s of %(all)s.",
            count=f"{self.reached_count:,}",
            all=f"{self.recipient_count:,}",
        )

    def _after(self, outcome):
        """Close after one; after many tell what came of it."""
        if len(self.res_ids) == 1:
            return {"type": "ir.actions.act_window_close"}
        self.outcome = self.env._(
            "%(count)s of %(all)s are on their way.",
            count=len(outcome.messages),
            all=len(self.res_ids),
        )
        self.outcome_left_out = self._as_list(outcome.left_out)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send a WhatsApp template"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [[False, "form"]],
            "target": "new",
        }

    @api.model
    def _as_list(self, left_out):
        return as_list(self.env, ((one.name, reason) for one, reason in left_out))
