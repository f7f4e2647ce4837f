"""Rules for what stands beside the words: buttons, links, files, lists and cards."""

import re
from collections import Counter
from urllib.parse import urlsplit

from . import template_types as kinds
from .face import VARIABLE
from .template_draft import BUTTON, CARD, ITEM, Problem

# Of each kind of template: how many buttons at least and at most.
# https://www.twilio.com/docs/content/twilio-quick-reply
BUTTONS = {
    kinds.QUICK_REPLIES: (1, 10),
    kinds.CALL_TO_ACTION: (1, 10),
    kinds.CARD: (0, 10),
    kinds.AUTHENTICATION: (1, 1),
}
CARD_BUTTONS = (1, 2)
CARDS = (2, 10)
ITEMS = (1, 10)
# Of each kind of button, in one template.
# https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
MAX_OF_KIND = {kinds.URL: 2, kinds.PHONE: 1, kinds.COPY_CODE: 1}
URL_MAX, PHONE_MAX, CODE_MAX = 2000, 20, 15
_PHONE = re.compile(r"\+[1-9]\d{6,18}")
# https://www.twilio.com/docs/content/twilio-media
IMAGES = ("jpg", "jpeg", "png")
VIDEOS = ("mp4",)
DOCUMENTS = ("pdf",)


def button_count(draft):
    least, most = BUTTONS.get(draft.kind, (0, 0))
    count = len(draft.actions)
    if not least <= count <= most:
        values = {"count": count, "least": least, "most": most}
        yield Problem("button_count", values=values)
    of_kind = Counter(action.get("type") for action in draft.actions)
    for kind, limit in MAX_OF_KIND.items():
        if of_kind[kind] > limit:
            yield Problem("button_kind_count", values={"kind": kind, "most": limit})


def button_order(draft):
    """Quick replies stand together, not between the others."""
    is_reply = [one.get("type") == kinds.QUICK_REPLY for one in draft.actions]
    changes = sum(a != b for a, b in zip(is_reply, is_reply[1:], strict=False))
    if changes > 1:
        yield Problem("button_order")


def button_values(draft):
    for number, action in enumerate(draft.actions, 1):
        yield from _value(draft, action, BUTTON, number)
    for number, card in enumerate(draft.cards, 1):
        for action in card.get("actions") or ():
            yield from _value(draft, action, CARD, number)


def _value(draft, action, place, number):
    kind = action.get("type")
    if kind == kinds.URL and not _is_public(draft, action.get("url") or ""):
        yield Problem("bad_url", place, number)
    if kind == kinds.PHONE and not _PHONE.fullmatch(action.get("phone") or ""):
        yield Problem("bad_phone", place, number)
    if kind == kinds.COPY_CODE and "copy_code_text" not in action:
        if not 0 < len(draft.with_samples(action.get("code") or "")) <= CODE_MAX:
            yield Problem("bad_code", place, number, {"limit": CODE_MAX})


def same_titles(draft):
    titles = Counter(one.get("title") for one in draft.actions)
    titles.update(one.get("item") for one in draft.content.get("items") or ())
    for title, count in titles.items():
        if title and count > 1:
            yield Problem("same_title", values={"title": title})


def media(draft):
    content = draft.content
    urls = content.get("media") or [content.get("media_url")]
    if draft.kind == kinds.MEDIA and not urls[0]:
        yield Problem("no_media")
    if urls[0] and not _is_file(draft, urls[0], IMAGES + VIDEOS + DOCUMENTS):
        yield Problem("bad_media")
    for number, card in enumerate(draft.cards, 1):
        if not _is_file(draft, card.get("media") or "", IMAGES + VIDEOS):
            yield Problem("bad_card_media", CARD, number)


def one_header(draft):
    """A card has a text on top, or a file; and something beside its text."""
    content = draft.content
    if draft.kind != kinds.CARD:
        return
    if content.get("header_text") and content.get("media"):
        yield Problem("two_headers")
    if not set(content) - {"body"}:
        yield Problem("bare_card")


def card_shape(draft):
    """From 2 to 10, each with the same kinds of buttons in the same order."""
    if draft.kind != kinds.CAROUSEL:
        return
    least, most = CARDS
    if not least <= len(draft.cards) <= most:
        values = {"count": len(draft.cards), "least": least, "most": most}
        yield Problem("card_count", values=values)
    shapes = [_shape(card) for card in draft.cards]
    for number, shape in enumerate(shapes, 1):
        least, most = CARD_BUTTONS
        if not least <= len(shape[1]) <= most:
            yield Problem("card_buttons", CARD, number, {"least": least, "most": most})
        elif shape != shapes[0]:
            yield Problem("card_shape", CARD, number)


def _shape(card):
    actions = [action.get("type") for action in card.get("actions") or ()]
    return _extension(card.get("media") or "") in VIDEOS, actions


def item_count(draft):
    count, (least, most) = len(draft.content.get("items") or ()), ITEMS
    if draft.kind == kinds.LIST and not least <= count <= most:
        values = {"count": count, "least": least, "most": most}
        yield Problem("item_count", ITEM, values=values)


def references(draft):
    content = draft.content
    if draft.kind == kinds.FLOW and not content.get("flow_id"):
        yield Problem("no_flow")
    if draft.kind == kinds.LOCATION and not (
        0 < abs(content.get("latitude") or 0) <= 90
        and 0 < abs(content.get("longitude") or 0) <= 180
    ):
        yield Problem("bad_place")


def _is_public(draft, url):
    """An address that anybody reaches; a variable only after the domain."""
    parts = urlsplit(draft.with_samples(url))
    return (
        parts.scheme in ("http", "https")
        and "." in parts.netloc
        and not VARIABLE.search(urlsplit(url).netloc)
        and not re.search(r"\s", url)
        and len(url) <= URL_MAX
    )


def _is_file(draft, url, extensions):
    return (
        url.startswith("https://")
        and _is_public(draft, url)
        and _extension(draft.with_samples(url)) in extensions
    )


def _extension(url):
    return urlsplit(url).path.rpartition(".")[2].lower()
