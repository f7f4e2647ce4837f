"""Odoo's *Mark all as read* of failures knows WhatsApp too."""

from odoo import api, models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def notify_cancel_by_type(self, notification_type):
        result = super().notify_cancel_by_type(notification_type)
        if notification_type == "whatsapp":
            self._notify_cancel_by_type_generic(notification_type)
        return result
