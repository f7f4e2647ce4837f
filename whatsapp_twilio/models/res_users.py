"""What Discuss needs to know about a WhatsApp agent at its start."""

from odoo import models

from .roles import ADMIN, AGENT


class ResUsers(models.Model):
    _inherit = "res.users"

    def _init_store_data(self, store):
        result = super()._init_store_data(store)
        if self.env.user.has_group(AGENT):
            store.add_global_values(
                whatsapp_limits=self.env["discuss.channel"]._whatsapp_limits()
            )
            self._whatsapp_brands_to_store(store)
        return result

    def _whatsapp_brands_to_store(self, store):
        """Which brands an agent serves: of several, each conversation shows its own,
        and of others there is nothing to take, to solve or to try again.
        """
        user = self.env.user
        if not user.has_group(AGENT):
            return
        brands = self.env["whatsapp.twilio.brand"].with_context(active_test=False)
        served = brands.search(user._whatsapp_domain())
        store.add_global_values(
            whatsapp_brand_count=len(served.filtered("active")),
            whatsapp_works_for=user.has_group(ADMIN) or served.ids,
        )
