"""Members of a WhatsApp channel: colleagues only, and no calls."""

from odoo import api, models
from odoo.exceptions import UserError

from .discuss_channel import is_whatsapp


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        for member in members.filtered(lambda m: is_whatsapp(m.channel_id)):
            member.channel_id._check_invited(member.partner_id, member.guest_id)
        return members

    def _rtc_join_call(self, *args, **kwargs):
        if is_whatsapp(self.channel_id):
            raise UserError(
                self.env._(
                    "WhatsApp customers can't be called from here. Write to them."
                )
            )
        return super()._rtc_join_call(*args, **kwargs)
