from . import (
    base_partner_merge,
    whatsapp_twilio_assign,
    whatsapp_twilio_removal,
    whatsapp_twilio_template_send,
    whatsapp_twilio_template_send_batch,
    whatsapp_twilio_template_send_summary,
    whatsapp_twilio_template_value,
)
