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

    def _whatsapp_brand_count(self):
        uid = self.env.uid
        return self.env["whatsapp.twilio.brand"].search_count(
            ["|", ("agent_ids", "in", uid), ("manager_ids", "in", uid)]
        )
