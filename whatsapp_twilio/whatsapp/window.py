"""The customer service window: 24 hours from the customer's last message.

https://www.twilio.com/docs/whatsapp/key-concepts#the-24-hour-customer-service-window
"""

from datetime import timedelta

LENGTH = timedelta(hours=24)


def closes_at(last_inbound_at):
    """When the window closes, or None for a customer who never wrote."""
    return last_inbound_at + LENGTH if last_inbound_at else None


def is_open(last_inbound_at, now):
    """Open at 23:59:59 after the customer's message, closed at 24:00:00."""
    return bool(last_inbound_at) and now < closes_at(last_inbound_at)


def opened_by(sent_at, received_at, last_inbound_at):
    """The moment that counts after one more message of the customer.

    It is when the customer sent it (never later than we got it), and an older
    message that arrives late never moves the window back.
    """
    moment = min(sent_at or received_at, received_at)
    return max(moment, last_inbound_at) if last_inbound_at else moment
