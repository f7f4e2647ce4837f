"""The roles of this addon, by their XML IDs; each has the rights of those before it."""

AGENT = "whatsapp_twilio.group_whatsapp_agent"
MANAGER = "whatsapp_twilio.group_whatsapp_manager"
ADMIN = "whatsapp_twilio.group_whatsapp_admin"
