"""*Send a WhatsApp template*: a server action, and so an automation rule."""

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

TEMPLATE = "whatsapp_template"


class IrActionsServer(models.Model):
    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[(TEMPLATE, "Send a WhatsApp template"), ("followers",)],
        ondelete={TEMPLATE: "cascade"},
    )
    whatsapp_template_id = fields.Many2one(
        "whatsapp.twilio.template",
        "WhatsApp template",
        ondelete="set null",
        domain="[('may_start', '=', True)]",
        help="Each customer gets it in their language, where there is one.",
    )
    whatsapp_sender_id = fields.Many2one(
        "whatsapp.twilio.sender",
        "From",
        ondelete="set null",
        help="Empty: the number that last spoke with the customer.",
    )
    whatsapp_value_ids = fields.One2many(
        "whatsapp.twilio.action.value",
        "action_id",
        "Values",
        compute="_compute_whatsapp_value_ids",
        store=True,
        readonly=False,
    )

    @api.depends("state")
    def _compute_available_model_ids(self):
        ours = self.filtered(lambda action: action.state == TEMPLATE)
        if ours:
            ours.available_model_ids = self.env["ir.model"].search(
                [("is_mail_thread", "=", True), ("transient", "=", False)]
            )
        return super(IrActionsServer, self - ours)._compute_available_model_ids()

    @api.depends("whatsapp_template_id", "model_id")
    def _compute_whatsapp_value_ids(self):
        for action in self:
            chosen = action.whatsapp_template_id
            action.whatsapp_value_ids = [
                Command.clear(),
                *(
                    Command.create({**values, "res_model": action.model_name})
                    for values in chosen._variables_to_fill()
                ),
            ]

    def _name_depends(self):
        return [*super()._name_depends(), "whatsapp_template_id"]

    def _generate_action_name(self):
        if self.state == TEMPLATE and self.whatsapp_template_id:
            return self.env._(
                "Send %(template)s on WhatsApp", template=self.whatsapp_template_id.name
            )
        return super()._generate_action_name()

    def _run_action_whatsapp_template_multi(self, eval_context=None):
        """Send it about each record; where that cannot be, its chatter says why."""
        if self._is_recompute():
            return False
        context = self.env.context
        ids = context.get("active_ids") or context.get("active_id")
        # By OdooBot: what nobody wrote in person is in nobody's name and sidebar.
        for record in self.env[self.model_name].with_user(SUPERUSER_ID).browse(ids):
            try:
                # sudo: ir.actions.server - whoever triggers it need not read it
                self.sudo()._send_whatsapp_template(record)
            except UserError as refusal:
                record._message_log(
                    body=self.env._(
                        "The WhatsApp template was not sent. %(reason)s",
                        reason=str(refusal),
                    )
                )
        return False

    def _send_whatsapp_template(self, record):
        chosen = self.whatsapp_template_id.with_env(record.env)
        if not chosen:
            raise UserError(
                self.env._(
                    "%(action)s has no template. Ask an administrator to choose one.",
                    action=self.name,
                )
            )
        record._whatsapp_send_template(
            chosen,
            self.whatsapp_value_ids._values(),
            paths=self.whatsapp_value_ids._paths(),
            sender=self.whatsapp_sender_id.with_env(record.env),
        )


class WhatsappTwilioActionValue(models.Model):
    _name = "whatsapp.twilio.action.value"
    _description = "Value of an Action's WhatsApp Template"
    _inherit = "whatsapp.twilio.value"
    _order = "id"

    action_id = fields.Many2one("ir.actions.server", ondelete="cascade", index=True)
