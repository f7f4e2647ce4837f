"""WhatsApp addresses: `whatsapp:+E164`, or `whatsapp:CC.id` without a number.

https://www.twilio.com/docs/whatsapp/key-concepts
"""

from __future__ import annotations

import hashlib
import re

import phonenumbers

CHANNEL = "whatsapp:"
BSUID = re.compile(r"[A-Za-z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
E164 = re.compile(r"\+[1-9]\d{1,14}")


def without_channel(address: str) -> str:
    return address.removeprefix(CHANNEL)


def is_bsuid(address: str) -> bool:
    return bool(BSUID.fullmatch(address))


def is_number(address: str) -> bool:
    """Whether Twilio would take `address` for a phone number."""
    if not E164.fullmatch(address):
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(address))
    except phonenumbers.NumberParseException:
        return False


def normalise(address: str) -> str:
    """The address as a person may type it (`1 202-555-0143`) in Twilio's form.

    :raises ValueError: it is neither a phone number nor a BSUID.
    """
    text = without_channel(address.strip())
    if is_bsuid(text):
        return text
    number = "+" + re.sub(r"[\s().+-]", "", text)
    if not is_number(number):
        raise ValueError(
            f"{address!r} is not a phone number with its country code, like "
            "+1 202 555 0143, nor a business-scoped user id, like US.1a2b3c."
        )
    return number


def display(address: str) -> str:
    """`+1 202-555-0143`; a BSUID as it is."""
    if is_bsuid(address):
        return address
    international = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(phonenumbers.parse(address), international)


def bsuid_of(number: str) -> str:
    """The same made-up business-scoped user id for the same number, every time."""
    parsed = phonenumbers.parse(number)
    region = phonenumbers.region_code_for_country_code(parsed.country_code)
    digest = hashlib.sha256(number.encode()).hexdigest()
    return f"{region if region.isalpha() else 'US'}.{int(digest[:14], 16):017d}"
