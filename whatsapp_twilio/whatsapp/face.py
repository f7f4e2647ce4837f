"""What the customer sees of a template, whatever its content type.

https://www.twilio.com/docs/content/content-types-overview
"""

import dataclasses
import re
from dataclasses import dataclass

# What a tap on a button does.
REPLY, LINK, CALL, COPY = "reply", "link", "call", "copy"
LIST, FLOW, CATALOG, OTHER = "list", "flow", "catalog", "other"
IMAGE, VIDEO, DOCUMENT = "image", "video", "document"
# https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
_MEDIA_KINDS = {
    IMAGE: (".jpg", ".jpeg", ".png", ".webp"),
    VIDEO: (".mp4", ".3gp", ".mov"),
}
VARIABLE = re.compile(r"\{\{(\w{1,16})\}\}")


@dataclass(frozen=True)
class Media:
    """A file above the text."""

    url: str

    @property
    def kind(self):
        """What WhatsApp shows it as, by its name; without one it is a document."""
        name = self.name.lower()
        kinds = (kind for kind, ends in _MEDIA_KINDS.items() if name.endswith(ends))
        return next(kinds, DOCUMENT)

    @property
    def name(self):
        return self.url.partition("?")[0].rpartition("/")[2]


@dataclass(frozen=True)
class Button:
    """What can be tapped; without a title WhatsApp has words of its own for it."""

    kind: str
    title: str
    target: str = ""  # the link, the number, the code


@dataclass(frozen=True)
class Item:
    """A row of a list."""

    title: str
    description: str = ""


@dataclass(frozen=True)
class Place:
    latitude: str
    longitude: str
    label: str = ""
    address: str = ""


@dataclass(frozen=True)
class Face:
    """The parts of a template in the order of the phone."""

    header: str = ""
    body: str = ""
    footer: str = ""
    media: Media | None = None
    place: Place | None = None
    buttons: tuple[Button, ...] = ()
    items: tuple[Item, ...] = ()  # what the button of a list opens
    cards: tuple["Face", ...] = ()  # side by side, below the rest
    is_known: bool = True  # else there may be more than this

    @property
    def text(self):
        """Its words as plain text, without the buttons."""
        place = self.place and (self.place.label or self.place.address)
        parts = (self.header, self.body, self.footer, place)
        return "\n".join(part for part in parts if part)


def filled(face, values):
    """The face with these values; a variable without one stays as it is."""

    def fill(part):
        if isinstance(part, str):
            return VARIABLE.sub(lambda found: values.get(found[1]) or found[0], part)
        if isinstance(part, tuple):
            return tuple(map(fill, part))
        if dataclasses.is_dataclass(part):
            return type(part)(
                *(fill(getattr(part, field.name)) for field in dataclasses.fields(part))
            )
        return part

    return fill(face)
