"""May the agent reply? One function, first match wins."""

from dataclasses import dataclass
from datetime import datetime

from . import window

OPEN = "open"
SESSION_EXPIRED = "session_expired"
OPTED_OUT = "opted_out"
BRAND_MISMATCH = "brand_mismatch"
BRAND_INACTIVE = "brand_inactive"
ACCOUNT_DEACTIVATED = "account_deactivated"
INTEGRATION_REMOVED = "integration_removed"


@dataclass(frozen=True)
class Facts:
    """What the answer depends on; everything else does not matter."""

    integration_on: bool  # WhatsApp is switched on in Settings
    account_exists: bool
    account_active: bool
    sender_active: bool  # False for a deleted sender too
    brand_active: bool  # False for a deleted brand too
    brand_matches: bool  # the sender still speaks for the conversation's brand
    opted_out: bool
    window_closes_at: datetime | None  # None: the customer never wrote


_RULES = (
    (INTEGRATION_REMOVED, lambda f, now: not (f.integration_on and f.account_exists)),
    (ACCOUNT_DEACTIVATED, lambda f, now: not (f.account_active and f.sender_active)),
    (BRAND_INACTIVE, lambda f, now: not f.brand_active),
    (BRAND_MISMATCH, lambda f, now: not f.brand_matches),
    (OPTED_OUT, lambda f, now: f.opted_out),
    (SESSION_EXPIRED, lambda f, now: not window.is_open(f.window_closes_at, now)),
)

# They hold for every customer of a number.
OUR_SIDE = frozenset({INTEGRATION_REMOVED, ACCOUNT_DEACTIVATED, BRAND_INACTIVE})
# An approved template needs no session.
TEMPLATE_ALLOWED = frozenset({OPEN, SESSION_EXPIRED})
ALL = (*(state for state, _applies in _RULES), OPEN)


def decide(facts, now):
    """The reply state of a conversation with these facts at this moment."""
    return next((state for state, applies in _RULES if applies(facts, now)), OPEN)
