"""Contact cards as WhatsApp sends them: one or more vCards in a file.

https://www.rfc-editor.org/rfc/rfc6350
"""

import logging
from dataclasses import dataclass

import vobject

# It says what it skips, with the line: somebody's data, which stays out of logs.
logging.getLogger("vobject").setLevel(logging.CRITICAL)

# More than people put into one message.
MAX_CONTACTS = 50
MAX_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Contact:
    """What a card says of somebody."""

    name: str
    organisation: str
    numbers: tuple[str, ...]
    emails: tuple[str, ...]


def read(data):
    """The contacts in a file's bytes; none where it is no vCard that can be read."""
    if len(data) > MAX_BYTES:
        return ()
    text = data.decode("utf-8", "replace")
    try:
        cards = list(vobject.readComponents(text, ignoreUnreadable=True))
        contacts = [
            _read(card) for card in cards[:MAX_CONTACTS] if card.name == "VCARD"
        ]
    except Exception:  # noqa: BLE001 - the library raises what it stumbles over
        return ()
    return tuple(contact for contact in contacts if contact.name)


def _read(card):
    numbers = _values(card, "tel")
    emails = _values(card, "email")
    organisation = _values(card, "org")[:1]
    names = _values(card, "fn") or _values(card, "n") or organisation or numbers
    return Contact(
        name=(names or emails or ("",))[0],
        organisation=organisation[0] if organisation else "",
        numbers=numbers,
        emails=emails,
    )


def _values(card, name):
    texts = (_text(line.value) for line in card.contents.get(name, ()))
    return tuple(dict.fromkeys(filter(None, texts)))


def _text(value):
    if isinstance(value, list):  # an organisation and its units
        value = ", ".join(filter(None, value))
    return " ".join(str(value).split()).removeprefix("tel:")
