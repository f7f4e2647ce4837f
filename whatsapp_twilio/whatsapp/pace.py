"""How many messages a sender may send in a second, whoever hands them out.

Twilio takes 80 a second from a WhatsApp sender unless it is agreed otherwise.
https://www.twilio.com/docs/whatsapp/api#rate-limiting
"""

PER_SECOND = 80
# Seconds that are looked back on.
PERIOD = 1
# Of ten, one is kept for what people write themselves.
KEPT = 10


def recent(log, now):
    """Of a log of (moment, messages) what still counts; nothing that a clock which was
    set back since says is yet to come.
    """
    return [[moment, count] for moment, count in log if now - PERIOD < moment <= now]


def room(log, per_second):
    """How many may leave now; never more than so many in any second."""
    return max(0, per_second - sum(count for _moment, count in log))


def room_for_many(log, per_second):
    """How many of a batch may leave now, so that a reply need not wait."""
    kept = per_second // KEPT or (per_second > 1)
    return max(0, room(log, per_second) - kept)
