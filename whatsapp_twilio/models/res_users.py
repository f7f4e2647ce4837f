"""What Discuss needs to know about a WhatsApp agent at its start."""

from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _init_store_data(self, store):
        result = super()._init_store_data(store)
        if self.env.user.has_group("whatsapp_twilio.group_whatsapp_agent"):
            store.add_global_values(
                whatsapp_brand_count=self._whatsapp_brand_count(),
                whatsapp_limits=self.env["discuss.channel"]._whatsapp_limits(),
            )
        return result

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals:
            self._leave_or_join_whatsapp()
        return result

    def _leave_or_join_whatsapp(self):
        """Who is archived leaves no customer waiting for them."""
        # sudo: whatsapp.twilio.* - seats follow, whoever archives a user
        users = self.sudo().with_context(active_test=False)
        conversations = users.env["whatsapp.twilio.conversation"]
        for user in users:
            for brand in users.env["whatsapp.twilio.brand"].search(
                ["|", ("agent_ids", "in", user.id), ("manager_ids", "in", user.id)]
            ):
                if not user.active:
                    conversations._agent_left(brand, user)
                elif user in brand.agent_ids:
                    conversations._agent_joined(brand, user)

    def _whatsapp_brand_count(self):
        uid = self.env.uid
        return self.env["whatsapp.twilio.brand"].search_count(
            ["|", ("agent_ids", "in", uid), ("manager_ids", "in", uid)]
        )
