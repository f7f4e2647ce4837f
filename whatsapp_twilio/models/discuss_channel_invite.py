"""Who may be led into a WhatsApp channel: colleagues, and by nobody's link."""

from odoo import models
from odoo.exceptions import UserError

from .discuss_channel import is_whatsapp


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    def _add_members(self, *, guests=None, partners=None, users=None, **kwargs):
        if is_whatsapp(self[:1]):
            invited = (partners or self.env["res.partner"]) | (
                users or self.env["res.users"]
            ).partner_id
            self._check_invited(invited, guests)
        return super()._add_members(
            guests=guests, partners=partners, users=users, **kwargs
        )

    def _find_or_create_persona_for_channel(self, *args, **kwargs):
        """An invitation link lets into a WhatsApp channel only who may read it anyway:
        who had it once, or found it, may have no right to the conversation today.
        """
        if is_whatsapp(self):
            self.sudo(False).check_access("read")
        return super()._find_or_create_persona_for_channel(*args, **kwargs)

    def _check_invited(self, partners, guests):
        # sudo: res.partner - only whether somebody is a colleague
        outsiders = partners.sudo().filtered(
            lambda partner: not any(u._is_internal() for u in partner.user_ids)
        )
        if guests or outsiders:
            raise UserError(
                self.env._(
                    "Only colleagues can be invited to a WhatsApp conversation. The "
                    "customer takes part on WhatsApp."
                )
            )
