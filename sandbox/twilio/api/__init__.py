"""Twilio's REST API: what comes in over HTTP, as strict as Twilio is."""
