"""WhatsApp's limits as Twilio applies them, each beside its source."""

# https://www.twilio.com/docs/messaging/api/message-resource (parameter Body)
TEXT_MAX = 1600


def text_length(text):
    """The length of a text as Twilio counts it, in UTF-16 units: most emoji are two.

    https://www.twilio.com/docs/api/errors/21617
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
