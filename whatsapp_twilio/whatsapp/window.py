"""The customer service window: 24 hours from the customer's last message.

https://www.twilio.com/docs/whatsapp/key-concepts#the-24-hour-customer-service-window
"""

from datetime import timedelta

LENGTH = timedelta(hours=24)


# How long before closing people are warned, and warned urgently.
AMBER = timedelta(hours=2)
RED = timedelta(minutes=15)


def closes_at(last_inbound_at, ended_at=None):
    """When the window closes, or None for a customer who never wrote.

    ``ended_at`` is when Twilio said that it was over (error 63016): WhatsApp knows
    better than we, until the customer writes again.
    """
    if not last_inbound_at:
        return None
    closing = last_inbound_at + LENGTH
    if ended_at and ended_at >= last_inbound_at:
        return min(ended_at, closing)
    return closing


def is_open(closing, now):
    """Open at 23:59:59 after the customer's message, closed at 24:00:00."""
    return bool(closing) and now < closing


def opened_by(sent_at, received_at, last_inbound_at):
    """The moment that counts after one more message of the customer.

    It is when the customer sent it (never later than we got it), and an older
    message that arrives late never moves the window back.
    """
    moment = min(sent_at or received_at, received_at)
    return max(moment, last_inbound_at) if last_inbound_at else moment
