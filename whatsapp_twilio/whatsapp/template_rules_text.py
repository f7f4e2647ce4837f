"""Rules for the words of a template: how many, and of which kind."""

import re

from . import template_types as kinds
from .template_draft import (
    BODY,
    BUTTON,
    CARD,
    CARD_BUTTON,
    FOOTER,
    HEADER,
    ITEM,
    ITEM_DESCRIPTION,
    OPENER,
    Problem,
    at,
    texts,
)

MAX_LENGTH = {
    HEADER: 60,
    BODY: 1024,
    FOOTER: 60,
    BUTTON: 25,
    OPENER: 20,
    ITEM: 24,
    ITEM_DESCRIPTION: 72,
    CARD: 160,
    CARD_BUTTON: 25,
}
# Shorter than on a card: https://www.twilio.com/docs/content/twilio-quick-reply
MAX_LENGTH_OF_KIND = {kinds.QUICK_REPLIES: {BUTTON: 20}}
MAX_EMOJI = 10
_BODILESS = frozenset({kinds.LOCATION, kinds.AUTHENTICATION, kinds.MEDIA})
_WITH_OPENER = frozenset({kinds.LIST, kinds.FLOW})
# Their texts are plain: one line, no emoji, no markup.
_PLAIN = frozenset({HEADER, FOOTER, BUTTON, CARD_BUTTON})
# The parts of a picture that are joined into one are counted once.
_EMOJI = re.compile(
    "[\U0001f000-\U0001f3fa\U0001f400-\U0001faff\u2600-\u27bf\u2b00-\u2bff]"
)
_MARKUP = re.compile(r"[*~]|```|(?<!\w)_|_(?!\w)")
_GAPS = re.compile(r"\n{3}|\t| {5}")
_LINK_TO_WHATSAPP = re.compile(r"\b(wa\.me|api\.whatsapp\.com)/", re.I)


def length(draft):
    limits = {**MAX_LENGTH, **MAX_LENGTH_OF_KIND.get(draft.kind, {})}
    for text in texts(draft):
        limit = limits[text.place]
        if len(text.text) > limit:
            yield at("too_long", text, length=len(text.text), limit=limit)


def missing(draft):
    """What WhatsApp does not show without words."""
    if not draft.body.strip() and draft.kind not in _BODILESS:
        yield Problem("empty", BODY)
    for text in texts(draft):
        is_required = text.place in (BUTTON, CARD_BUTTON, ITEM)
        if text.place == OPENER:
            is_required = draft.kind in _WITH_OPENER
        if is_required and not text.text.strip():
            yield at("empty", text)
    for number, card in enumerate(draft.cards, 1):
        if not (card.get("body") or "").strip():
            yield Problem("empty", CARD, number)


def plain(draft):
    for text in texts(draft):
        if text.place not in _PLAIN:
            continue
        if _EMOJI.search(text.text) or "\n" in text.text:
            yield at("not_plain", text)
        elif text.place != FOOTER and _MARKUP.search(text.text):
            yield at("not_plain", text)


def emoji(draft):
    count = len(_EMOJI.findall(draft.body))
    if count > MAX_EMOJI:
        yield Problem("many_emoji", BODY, values={"length": count, "limit": MAX_EMOJI})


def gaps(draft):
    """Runs of empty lines and of spaces, and tabs."""
    if _GAPS.search(draft.body):
        yield Problem("gaps", BODY)


def links_to_whatsapp(draft):
    for text in texts(draft):
        if _LINK_TO_WHATSAPP.search(text.text):
            yield at("wa_link", text)
