"""Who a customer is on WhatsApp: a phone number, a business-scoped id, or both."""

import re
from dataclasses import dataclass

CHANNEL_PREFIX = "whatsapp:"
_PHONE = re.compile(r"\+\d{1,15}")
# https://www.twilio.com/docs/whatsapp/key-concepts (business-scoped user id)
_BSUID = re.compile(r"[A-Za-z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}")

# Countries whose mobile numbers WhatsApp writes in two ways: the pattern of the
# other way, and how it becomes the way that people dial today.
_OLD_FORMS = (
    (re.compile(r"\+55(\d{2})([6-9]\d{7})"), r"+55\g<1>9\g<2>"),  # Brazil: ninth digit
    (re.compile(r"\+54([1-8]\d{9})"), r"+549\g<1>"),  # Argentina: mobile 9
    (re.compile(r"\+521(\d{10})"), r"+52\g<1>"),  # Mexico: the 1 is gone
)
_NEW_FORMS = (
    (re.compile(r"\+55(\d{2})9([6-9]\d{7})"), r"+55\g<1>\g<2>"),
    (re.compile(r"\+549([1-8]\d{9})"), r"+54\g<1>"),
    (re.compile(r"\+52([2-9]\d{9})"), r"+521\g<1>"),
)


@dataclass(frozen=True)
class Address:
    """A customer's identifiers; at least one of them is set.

    ``phone`` is E.164 as WhatsApp wrote it, ``bsuid`` the business-scoped id.
    """

    phone: str = ""
    bsuid: str = ""

    @property
    def key(self):
        """The one identity of this customer: the dialled number, else the BSUID."""
        return canonical(self.phone) if self.phone else self.bsuid

    @property
    def recipient(self):
        """What to write to: the phone whenever one is known, else the BSUID.

        Twilio refused BSUIDs of customers whose phone it knew (error 21211).
        """
        return CHANNEL_PREFIX + (self.phone or self.bsuid)


def parse(value):
    """Read ``whatsapp:+E164`` or ``whatsapp:CC.id`` (prefix optional), else None."""
    value = (value or "").strip().removeprefix(CHANNEL_PREFIX)
    if _PHONE.fullmatch(value):
        return Address(phone=value)
    if _BSUID.fullmatch(value):
        return Address(bsuid=value)
    return None


def canonical(phone):
    """The way people dial a number today, where WhatsApp knows two ways."""
    return _rewritten(phone, _OLD_FORMS) or phone


def variants(phone):
    """Every way one E.164 number may be written, the given one first."""
    other = _rewritten(phone, _OLD_FORMS) or _rewritten(phone, _NEW_FORMS)
    return (phone, other) if other else (phone,)


def _rewritten(phone, forms):
    for pattern, replacement in forms:
        if pattern.fullmatch(phone):
            return pattern.sub(replacement, phone)
    return None
