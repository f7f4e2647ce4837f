"""A template before it is submitted, and where each of its texts stands."""

from dataclasses import dataclass, field

from .face import VARIABLE
from .template import richest

HEADER, BODY, FOOTER = "header", "body", "footer"
BUTTON, OPENER = "button", "opener"
ITEM, ITEM_DESCRIPTION = "item", "item_description"
CARD, CARD_BUTTON = "card", "card_button"
PLACES = (
    HEADER,
    BODY,
    FOOTER,
    BUTTON,
    OPENER,
    ITEM,
    ITEM_DESCRIPTION,
    CARD,
    CARD_BUTTON,
)


@dataclass(frozen=True)
class Draft:
    """What WhatsApp will be asked to approve."""

    name: str
    language: str
    category: str
    types: dict
    samples: dict
    is_taken: bool = False  # another one has this name in this language
    # Where files stand that were uploaded here. Whether Twilio reaches that address is
    # looked at with the account, not with each template.
    uploads: str = ""

    @property
    def kind(self):
        return richest(self.types)

    @property
    def content(self):
        return self.types.get(self.kind) or {}

    @property
    def body(self):
        return self.content.get("body") or ""

    @property
    def actions(self):
        return self.content.get("actions") or []

    @property
    def cards(self):
        return self.content.get("cards") or []

    def with_samples(self, text):
        """The text as WhatsApp's reviewers see it."""
        return VARIABLE.sub(lambda found: self.samples.get(found[1]) or "", text)


@dataclass(frozen=True)
class Text:
    """One text of a draft: the place where it stands, and its number there."""

    place: str
    text: str
    number: int = 0


@dataclass(frozen=True)
class Problem:
    """A rule that a draft breaks, where, and what its sentence names."""

    code: str
    place: str = ""
    number: int = 0
    values: dict = field(default_factory=dict)


def at(code, text, **values):
    """A problem with one of the texts."""
    return Problem(code, text.place, text.number, values)


def texts(draft):
    """All texts that the customer sees, in the order of the phone."""
    content = draft.content
    yield Text(HEADER, content.get("header_text") or content.get("title") or "")
    yield Text(BODY, draft.body)
    yield Text(FOOTER, content.get("footer") or content.get("subtitle") or "")
    yield Text(OPENER, content.get("button") or content.get("button_text") or "")
    for number, action in enumerate(draft.actions, 1):
        title = action.get("title") or action.get("copy_code_text") or ""
        yield Text(BUTTON, title, number)
    for number, item in enumerate(content.get("items") or (), 1):
        yield Text(ITEM, item.get("item") or "", number)
        yield Text(ITEM_DESCRIPTION, item.get("description") or "", number)
    for number, card in enumerate(draft.cards, 1):
        words = (card.get("title"), card.get("body"))
        yield Text(CARD, "\n".join(filter(None, words)), number)
        for action in card.get("actions") or ():
            yield Text(CARD_BUTTON, action.get("title") or "", number)
