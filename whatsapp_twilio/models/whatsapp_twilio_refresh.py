"""Changes of settings reach open browsers as one signal, whatever their number."""

from odoo import api, models

REFRESH = "whatsapp_twilio/refresh"


class WhatsappTwilioRefresh(models.AbstractModel):
    """For models that decide whether agents may reply.

    Each browser that hears the signal asks again for the conversations it shows.
    """

    _name = "whatsapp.twilio.refresh"
    _description = "Tells Open Browsers"
    _refresh_on = frozenset()  # the fields whose change is told

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self._refresh_browsers()
        return records

    def write(self, vals):
        result = super().write(vals)
        if self._refresh_on & set(vals):
            self._refresh_browsers()
        return result

    def unlink(self):
        result = super().unlink()
        self._refresh_browsers()
        return result

    @api.model
    def _refresh_browsers(self):
        # sudo: res.groups - the signal goes to all agents, and says nothing
        agents = self.env.ref("whatsapp_twilio.group_whatsapp_agent").sudo()
        agents._bus_send(REFRESH, {})
