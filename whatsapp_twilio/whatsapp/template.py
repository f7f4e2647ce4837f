"""Templates: what WhatsApp has approved beforehand, and what we fill in.

https://www.twilio.com/docs/content/overview
"""

import json
import re
from dataclasses import dataclass

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
# The simplest types: of several, Twilio sends the richest that WhatsApp can show.
_PLAIN = ("twilio/media", "twilio/text")
# They need a session, whatever their approval says (error 63016).
# https://www.twilio.com/docs/content/session-definition
_IN_SESSION_ONLY = frozenset({"twilio/list-picker", "twilio/location"})
VARIABLE = re.compile(r"\{\{(\w{1,16})\}\}")
# https://www.twilio.com/docs/api/errors/63021
TEXT_MAX = 1024
# https://www.twilio.com/docs/api/errors/63013
_FORBIDDEN_IN_VALUE = re.compile(r"[\n\r\t]| {5}")


@dataclass(frozen=True)
class Face:
    """What the customer sees of a template, in the order of the phone."""

    header: str = ""
    body: str = ""
    footer: str = ""
    media_url: str = ""
    buttons: tuple[str, ...] = ()

    @property
    def text(self):
        """Its words as plain text, without the buttons."""
        return "\n".join(part for part in (self.header, self.body, self.footer) if part)


def richest(types):
    """The name of the content type that WhatsApp shows of these, or an empty text."""
    return next((name for name in types if name not in _PLAIN), next(iter(types), ""))


def read_face(types):
    """What a template with these types looks like; unknown types by their words.

    https://www.twilio.com/docs/content/content-types-overview
    """
    content = types.get(richest(types)) or {}
    header = content.get("header_text") or content.get("title") or ""
    body = content.get("body") or ""
    media = content.get("media") or [content.get("media_url")]
    return Face(
        header=header if body else "",
        body=body or header,
        footer=content.get("footer") or content.get("subtitle") or "",
        media_url=(media if isinstance(media, list) else [media])[0] or "",
        buttons=_buttons(content),
    )


def _buttons(content):
    actions = content.get("actions") or ()
    titles = [action.get("title") or action.get("copy_code_text") for action in actions]
    titles += [content.get("button"), content.get("button_text")]
    return tuple(title for title in titles if title)


def variables(types):
    """The names of all variables, links of buttons included, each once."""
    return tuple(dict.fromkeys(VARIABLE.findall(json.dumps(types))))


def filled(face, values):
    """The face with these values; a variable without one stays as it is."""

    def fill(text):
        return VARIABLE.sub(lambda found: values.get(found[1]) or found[0], text)

    return Face(
        header=fill(face.header),
        body=fill(face.body),
        footer=fill(face.footer),
        media_url=fill(face.media_url),
        buttons=tuple(map(fill, face.buttons)),
    )


def may_start(content_type, approval_state):
    """Whether it reaches a customer whose session has expired."""
    return approval_state == APPROVED and content_type not in _IN_SESSION_ONLY


def is_fit(value):
    """Whether WhatsApp takes this value: not empty, one line, no run of spaces."""
    return bool(value.strip()) and not _FORBIDDEN_IN_VALUE.search(value)
