"""Settings of consent: which words stop and start, and how far a stop reaches."""

from odoo import api, fields, models
from odoo.tools import str2bool

from ..whatsapp import consent

STOP_WORDS = "whatsapp_twilio.stop_words"
START_WORDS = "whatsapp_twilio.start_words"
BLACKLISTS = "whatsapp_twilio.stop_blacklists"


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    whatsapp_twilio_stop_words = fields.Char(
        "Stop words",
        config_parameter=STOP_WORDS,
        default=", ".join(consent.STOP_WORDS),
    )
    whatsapp_twilio_start_words = fields.Char(
        "Start words",
        config_parameter=START_WORDS,
        default=", ".join(consent.START_WORDS),
    )
    whatsapp_twilio_stop_blacklists = fields.Boolean(
        "Stop words blacklist the number", config_parameter=BLACKLISTS
    )

    @api.model
    def _whatsapp_stop_words(self):
        """The words that opt out; the usual ones where none are set."""
        return self._whatsapp_words(STOP_WORDS) or consent.STOP_WORDS

    @api.model
    def _whatsapp_start_words(self):
        """The words that opt in; the usual ones where none are set."""
        return self._whatsapp_words(START_WORDS) or consent.START_WORDS

    @api.model
    def _whatsapp_words(self, key):
        # sudo: ir.config_parameter - words that everybody may know
        value = self.env["ir.config_parameter"].sudo().get_param(key)
        return tuple(word for word in consent.read_words(value or "") if word)

    @api.model
    def _whatsapp_blacklists(self):
        # sudo: ir.config_parameter - one switch
        value = self.env["ir.config_parameter"].sudo().get_param(BLACKLISTS)
        return str2bool(value or "", False)
