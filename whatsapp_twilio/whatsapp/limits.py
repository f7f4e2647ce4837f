"""WhatsApp's limits as Twilio applies them, each beside its source."""

# https://www.twilio.com/docs/messaging/api/message-resource (parameter Body)
TEXT_MAX = 1600
# From here on the composer counts.
TEXT_COUNTS_FROM = 1400
# https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
# (caption of a media object): a longer text goes out as a message of its own.
CAPTION_MAX = 1024

# Twilio writes "MB" and does not say which; WhatsApp's own services count binary.
MB = 1024 * 1024
# https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
IMAGE_MAX = 5 * MB
MEDIA_MAX = 16 * MB


def text_length(text):
    """The length of a text as Twilio counts it, in UTF-16 units: most emoji are two.

    https://www.twilio.com/docs/api/errors/21617
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
