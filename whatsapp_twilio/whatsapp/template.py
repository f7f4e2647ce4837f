"""Templates: what WhatsApp has approved beforehand, and what we fill in.

https://www.twilio.com/docs/content/overview
"""

import re

from .face import Face, filled
from .face_reader import read_face, richest, variables

__all__ = ["Face", "filled", "read_face", "richest", "variables"]
APPROVED = "approved"
UNSUBMITTED = "unsubmitted"
# https://www.twilio.com/docs/whatsapp/tutorial/message-template-approvals-statuses
APPROVAL_STATES = (
    UNSUBMITTED,
    "received",
    "pending",
    APPROVED,
    "rejected",
    "paused",
    "disabled",
)
CATEGORIES = ("utility", "marketing", "authentication")
# They need a session, so WhatsApp is never asked to approve them (error 63016).
# https://www.twilio.com/docs/content/session-definition
IN_SESSION_ONLY = frozenset({"twilio/list-picker", "twilio/location"})
# https://www.twilio.com/docs/api/errors/63021
TEXT_MAX = 1024
# https://www.twilio.com/docs/api/errors/63013
_FORBIDDEN_IN_VALUE = re.compile(r"[\n\r\t]| {5}")


def may_start(content_type, approval_state):
    """Whether it reaches a customer whose session has expired."""
    return approval_state == APPROVED and content_type not in IN_SESSION_ONLY


def is_fit(value):
    """Whether WhatsApp takes this value: not empty, one line, no run of spaces."""
    return bool(value.strip()) and not _FORBIDDEN_IN_VALUE.search(value)
