"""Templates: what may be sent outside of the window, and what it then says."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

# They can't be approved: outside of the window they fail with 63016.
# https://www.twilio.com/docs/content/session-definition
IN_SESSION_ONLY = frozenset({"twilio/list-picker", "twilio/location"})
# They must be approved even within the window.
# https://www.twilio.com/docs/content/content-types-overview
AUTHENTICATION = "whatsapp/authentication"
APPROVED_ONLY = frozenset(
    {"twilio/card", "whatsapp/card", "twilio/carousel", AUTHENTICATION}
)
UNAPPROVED_BUTTONS = 3
CATEGORIES = ("UTILITY", "MARKETING", "AUTHENTICATION")
PLAIN = frozenset({"twilio/text", "twilio/media"})
VARIABLE = re.compile(r"\{\{(\w+)\}\}")
# https://www.twilio.com/docs/api/errors/63013
UNFIT_VALUE = re.compile(r"[\n\r\t]| {5}")


@dataclass
class Content:
    sid: str
    account_sid: str
    name: str
    language: str
    category: str
    status: str
    rejection_reason: str
    samples: dict[str, str]
    types: dict[str, dict]
    created_at: float
    updated_at: float = 0.0
    # The name that WhatsApp knows it by, once it was handed in.
    approval_name: str = ""

    @property
    def is_submitted(self) -> bool:
        return self.status != "unsubmitted"

    @property
    def type(self) -> str:
        """The richest one: Twilio sends what WhatsApp shows best."""
        return next((one for one in self.types if one not in PLAIN), [*self.types][0])

    @property
    def parts(self) -> dict:
        return self.types[self.type]

    @property
    def may_start(self) -> bool:
        return self.status == "approved" and self.type not in IN_SESSION_ONLY

    @property
    def lacks_approval(self) -> bool:
        """Whether not even the window helps: WhatsApp has to know it first."""
        buttons = [one.get("type") for one in self.parts.get("actions", ())]
        is_rich = len(buttons) > UNAPPROVED_BUTTONS or "COPY_CODE" in buttons
        return self.status != "approved" and (is_rich or self.type in APPROVED_ONLY)

    def filled(self, values: dict[str, str]) -> dict:
        """Its parts with these values, else the samples."""
        known = {**self.samples, **values}
        return _filled(self.parts, lambda found: known.get(found[1], ""))


def _filled(part, value):
    if isinstance(part, dict):
        return {name: _filled(one, value) for name, one in part.items()}
    if isinstance(part, list):
        return [_filled(one, value) for one in part]
    return VARIABLE.sub(value, part) if isinstance(part, str) else part


def read_variables(text: str) -> dict[str, str] | None:
    """What ContentVariables says, or None if Twilio would refuse it.

    https://www.twilio.com/docs/api/errors/21656
    """
    try:
        values = json.loads(text or "{}")
    except ValueError:
        return None
    if not isinstance(values, dict):
        return None
    good = all(isinstance(value, str) and value for value in values.values())
    return values if good else None


def is_unfit(values: dict[str, str]) -> bool:
    """WhatsApp takes one line for each variable, without runs of spaces (63013)."""
    return any(UNFIT_VALUE.search(value) for value in values.values())
