"""WhatsApp's own rules: pure functions, no Odoo, no Twilio, `now` is a parameter."""
