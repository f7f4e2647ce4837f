"""Rules for what stands beside words and buttons: files, lists, cards, places."""

from . import template_types as kinds
from .template_draft import CARD, ITEM, Problem
from .template_links import extension, is_public

CARD_BUTTONS = (1, 2)
CARDS = (2, 10)
ITEMS = (1, 10)
# https://www.twilio.com/docs/content/twilio-media
IMAGES = ("jpg", "jpeg", "png")
VIDEOS = ("mp4",)
DOCUMENTS = ("pdf",)


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
    return extension(card.get("media") or "") in VIDEOS, actions


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


def _is_file(draft, url, extensions):
    if extension(draft.with_samples(url)) not in extensions:
        return False
    if draft.uploads and url.startswith(draft.uploads):
        return True
    return url.startswith("https://") and is_public(draft, url)
