"""The states of one WhatsApp message, and which may follow which.

https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
"""

QUEUED = "queued"  # ours: waits for the dispatcher
SENDING = "sending"  # on its way to Twilio, or accepted there
SENT = "sent"
DELIVERED = "delivered"
READ = "read"
FAILED = "failed"
UNDELIVERED = "undelivered"
CANCELED = "canceled"
UNKNOWN = "unknown"  # the request left, its answer never came

RECEIVED = "received"  # inbound: kept, not yet in Discuss
DONE = "done"
ERROR = "error"

OUTBOUND = (
    QUEUED,
    SENDING,
    SENT,
    DELIVERED,
    READ,
    FAILED,
    UNDELIVERED,
    CANCELED,
    UNKNOWN,
)
INBOUND = (RECEIVED, DONE, ERROR)

LOST = frozenset({FAILED, UNDELIVERED})
RETRYABLE = LOST | {CANCELED}

# Of several messages, whose state people must know first.
WORST_FIRST = (
    FAILED,
    UNDELIVERED,
    CANCELED,
    UNKNOWN,
    QUEUED,
    SENDING,
    SENT,
    DELIVERED,
    READ,
)

# Twilio's MessageStatus words and what each means for our message.
OF_TWILIO = {
    "accepted": SENDING,
    "scheduled": SENDING,
    "queued": SENDING,
    "sending": SENDING,
    "sent": SENT,
    "delivered": DELIVERED,
    "partially_delivered": DELIVERED,
    "read": READ,
    "failed": FAILED,
    "undelivered": UNDELIVERED,
    "canceled": CANCELED,
}

_RANK = {QUEUED: 0, UNKNOWN: 1, SENDING: 2, SENT: 3, DELIVERED: 4, READ: 5}
_PROOF = frozenset({DELIVERED, READ})


def follows(new, old):
    """Whether ``new`` is news after ``old``; callbacks come late, twice, shuffled.

    Progress never goes back. A failure ends what was not yet delivered. Proof of
    delivery wins over an earlier failure.
    """
    if new == old:
        return False
    if old in RETRYABLE:
        return new in _PROOF
    if new in RETRYABLE:
        return _RANK[old] <= _RANK[SENT]
    return _RANK[new] > _RANK[old]
