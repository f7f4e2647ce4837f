"""Twilio's error codes: what each means, and whether trying again can help.

https://www.twilio.com/docs/api/errors
"""

from dataclasses import dataclass

# What a failure means for people. The addon has one sentence for each.
ACCOUNT = "account"  # credentials, suspension, permission
BLOCKED = "blocked"  # the customer or Meta does not want it
CONTENT = "content"
FETCH = "fetch"  # Twilio cannot use an address of ours
LIMIT = "limit"  # WhatsApp's: of customers reached who did not write first, or of pace
MARKETING = "marketing"  # Meta spares this customer
MEDIA = "media"
NOT_ON_WHATSAPP = "not_on_whatsapp"
OPTED_OUT = "opted_out"
OTHER = "other"
RATE = "rate"
SANDBOX = "sandbox"
SENDER = "sender"
SESSION_EXPIRED = "session_expired"
TEMPLATE = "template"
TEXT_TOO_LONG = "text_too_long"
TWILIO_DOWN = "twilio_down"
UNREACHABLE = "unreachable"

CAUSES = (
    ACCOUNT,
    BLOCKED,
    CONTENT,
    FETCH,
    LIMIT,
    MARKETING,
    MEDIA,
    NOT_ON_WHATSAPP,
    OPTED_OUT,
    OTHER,
    RATE,
    SANDBOX,
    SENDER,
    SESSION_EXPIRED,
    TEMPLATE,
    TEXT_TOO_LONG,
    TWILIO_DOWN,
    UNREACHABLE,
)

_CODES_OF = {
    ACCOUNT: "10001 20003 20005 20006 20008 20404 21608 21654 30002",
    BLOCKED: "30004 30007 63032 63033",
    CONTENT: "21602 63005 63006 63013 63021 63030",
    FETCH: "11100 21609 21620 63019",
    LIMIT: "63018 63038",
    MARKETING: "63049",
    MEDIA: "11751 21623 63025 63034",
    NOT_ON_WHATSAPP: "21211 21604 21614 30005 30006 63003 63024 63031",
    OPTED_OUT: "21610 63014",
    RATE: "20429 21611 30001 63017",
    SANDBOX: "63015",
    SENDER: (
        "21212 21601 21603 21606 21701 21703 21704 21705 63001 63002 63007 63008 "
        "63020 63022 63026 63051 63062"
    ),
    SESSION_EXPIRED: "63016",
    TEMPLATE: "21655 21656 63027 63028 63040 63041 63042",
    TEXT_TOO_LONG: "21617",
    TWILIO_DOWN: "20500 20503 30410 63009 63010 63011 63012 63023",
    UNREACHABLE: "30003 30008 30036 63029",
}
_CAUSE_OF = {
    code: cause for cause, codes in _CODES_OF.items() for code in codes.split()
}


# Why Twilio refuses whatever an account asks: nothing was processed.
CREDENTIALS, INACTIVE = "credentials", "inactive"
_PAUSES = {"20003": CREDENTIALS, "10001": INACTIVE, "20005": INACTIVE}


# Refused for the moment and never processed: too many at once.
NOT_NOW = frozenset({"20429", "21611"})


def pause_of(code):
    """Why an account must pause after this code, or None where it need not."""
    return _PAUSES.get(str(code))


def cause_of(code):
    """The cause behind one of Twilio's codes (text or number)."""
    return _CAUSE_OF.get(str(code), OTHER)


@dataclass
class SendError(Exception):
    """A message that Twilio did not take; ``code`` is Twilio's, or empty."""

    code: str
    message: str

    def __str__(self):
        return f"{self.code} {self.message}".strip()


class Refused(SendError):
    """Twilio said no: the same request will fail again."""


@dataclass
class NotNow(SendError):
    """Never processed, safe to send again, after ``retry_after`` seconds if given."""

    retry_after: float | None = None


class Unanswered(SendError):
    """The request left and no answer came: it may or may not have been taken."""
