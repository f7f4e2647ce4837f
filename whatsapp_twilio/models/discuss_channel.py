"""The WhatsApp type of Discuss channel: a conversation's face in Discuss."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from odoo.addons.mail.tools.discuss import Store

from .known import known

WHATSAPP = "whatsapp"


def is_whatsapp(channel):
    return channel.channel_type == WHATSAPP


def become_groups(channels):
    """On uninstall the history stays readable for those who sat in it, no one else."""
    channels.env.cr.execute(
        SQL(
            "UPDATE discuss_channel SET channel_type = 'group' WHERE id IN %s",
            tuple(channels.ids) or (0,),  # it is asked though there is none
        )
    )


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    channel_type = fields.Selection(
        selection_add=[(WHATSAPP, "WhatsApp")], ondelete={WHATSAPP: become_groups}
    )
    whatsapp_conversation_ids = fields.One2many(
        "whatsapp.twilio.conversation", "channel_id", "WhatsApp conversation"
    )
    whatsapp_conversation_id = fields.Many2one(
        "whatsapp.twilio.conversation",
        compute="_compute_whatsapp_conversation_id",
        compute_sudo=True,
    )

    @api.depends("whatsapp_conversation_ids")
    def _compute_whatsapp_conversation_id(self):
        for channel in self:
            channel.whatsapp_conversation_id = channel.whatsapp_conversation_ids[:1]

    @api.model_create_multi
    def create(self, vals_list):
        # Only we make them: a customer's message or a template starts one.
        if not self.env.su and any(
            vals.get("channel_type") == WHATSAPP for vals in vals_list
        ):
            raise AccessError(
                self.env._(
                    "WhatsApp conversations start with a customer's message, or with a "
                    "template that you send to a contact."
                )
            )
        return super().create(vals_list)

    def write(self, vals):
        if "active" in vals and not self.env.su and any(map(is_whatsapp, self)):
            raise UserError(
                self.env._(
                    "A WhatsApp conversation can't be archived, or nobody would see "
                    "what the customer writes next. Solve it: it leaves all sidebars "
                    "until then."
                )
            )
        return super().write(vals)

    def _to_store_defaults(self, target):
        return super()._to_store_defaults(target) + [
            # sudo: whatsapp.twilio.conversation - who sees the channel may see it
            Store.One("whatsapp_conversation_id", predicate=is_whatsapp, sudo=True)
        ]

    def _compute_is_editable(self):
        # The name of a WhatsApp channel is the customer's, and belongs to the contact.
        whatsapp = self.filtered(is_whatsapp)
        whatsapp.is_editable = False
        return super(DiscussChannel, self - whatsapp)._compute_is_editable()

    def _as_nobody(self):
        """This channel for the worker: whoever runs it neither joins nor is seen."""
        public = known(self.env, "base.public_user")
        # sudo: discuss.channel - the worker posts for customers, who have no user
        return self.with_user(public).sudo()

    def _notify_by_web_push_prepare_payload(self, message, *args, **kwargs):
        payload = super()._notify_by_web_push_prepare_payload(message, *args, **kwargs)
        if is_whatsapp(self):
            payload["title"] = self.env._("%(name)s on WhatsApp", name=self.name)
        return payload
