"""WhatsApp's limits as Twilio applies them, each beside its source."""

# https://www.twilio.com/docs/messaging/api/message-resource (parameter Body)
TEXT_MAX = 1600
