"""The local Twilio: Twilio's API and webhooks for WhatsApp, on one base URL."""
