"""Conversions of what people upload into what WhatsApp takes."""
