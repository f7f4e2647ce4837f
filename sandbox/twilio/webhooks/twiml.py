"""What Twilio makes of the answer to an inbound webhook.

https://www.twilio.com/docs/messaging/twiml
"""

from __future__ import annotations

from xml.etree import ElementTree

from ..codes import CONTENT_TYPE_INVALID, TWIML_INVALID, TWIML_TOO_LONG

MAX_BYTES = 64 * 1024
CONTENT_TYPES = ("text/xml", "application/xml", "text/html")


def problem(content_type: str, body: bytes) -> int | None:
    """Twilio's code for an answer it cannot use; an empty answer is fine."""
    if not body.strip():
        return None
    if content_type.partition(";")[0].strip().lower() not in CONTENT_TYPES:
        return CONTENT_TYPE_INVALID
    if len(body) > MAX_BYTES:
        return TWIML_TOO_LONG
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError:
        return TWIML_INVALID
    return None if root.tag == "Response" else TWIML_INVALID


def replies(body: bytes) -> list[str]:
    """The texts of the `<Message>`s in a valid answer."""
    if not body.strip():
        return []
    messages = ElementTree.fromstring(body).findall("Message")
    return [_text(message) for message in messages]


def _text(message: ElementTree.Element) -> str:
    inner = message.find("Body")
    return ((message if inner is None else inner).text or "").strip()
