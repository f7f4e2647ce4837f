from . import whatsapp_twilio_assign
