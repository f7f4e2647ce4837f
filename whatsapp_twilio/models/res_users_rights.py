"""Who is archived or deleted, or loses a brand's role or company, keeps none of its
conversations; who is back sees what waits for anybody.
"""

from contextlib import contextmanager

from odoo import Command, api, models

from .roles import AGENT

# What may end that somebody serves a brand.
RIGHTS = {"active", "company_ids", "group_ids"}
MEMBERS = {"implied_ids", "user_ids"}
RESUBSCRIBE = "whatsapp_twilio/resubscribe"


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        with (self if RIGHTS & set(vals) else self.browse())._whatsapp_rights_change():
            return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_from_whatsapp(self):
        """Who is deleted leaves before: the seat is the contact's, which stays."""
        for user in self:
            gone = [Command.unlink(user.id)]
            brands = user._whatsapp_brands()
            brands.write({"agent_ids": gone, "manager_ids": gone})

    @contextmanager
    def _whatsapp_rights_change(self):
        """What these users may no longer see when this ends, they leave; what they may
        answer now, they see.
        """
        conversations = self.env["whatsapp.twilio.conversation"]
        before = {user: user._whatsapp_brands() for user in self}
        yield
        for user, brands in before.items():
            today = user._whatsapp_brands()
            for brand in brands - today:
                conversations._agent_left(brand, user)
            for brand in today - brands:
                if user in brand.agent_ids:
                    conversations._agent_joined(brand, user)

    def _whatsapp_hear_less(self):
        """Have their open pages ask again which conversations they may hear: a page
        hears for as long as it stays connected what it might hear at first.
        """
        for user in self:
            user._bus_send(RESUBSCRIBE, {})

    def _whatsapp_brands(self):
        """The brands that this user serves or manages, as role and companies allow."""
        # sudo: whatsapp.twilio.brand - whoever changes a user need not see brands
        brands = self.env["whatsapp.twilio.brand"].sudo()
        # Who counts among its people depends on roles, which may just have changed.
        brands.invalidate_model(["agent_ids", "manager_ids"])
        found = brands.with_context(active_test=False).search(self._whatsapp_domain())
        return found.filtered(lambda brand: self in brand._people())

    def _whatsapp_domain(self):
        """Of brands: those that have this user among their agents or managers."""
        return ["|", ("agent_ids", "in", self.ids), ("manager_ids", "in", self.ids)]


class ResGroups(models.Model):
    _inherit = "res.groups"

    def write(self, vals):
        agents = self.env["res.users"]
        if MEMBERS & set(vals) and (role := self.env.ref(AGENT, False)):
            # sudo: res.groups - whoever changes a group may change its people
            agents = role.sudo().all_user_ids
        with agents._whatsapp_rights_change():
            return super().write(vals)
