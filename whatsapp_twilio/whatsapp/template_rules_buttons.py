"""Rules for the buttons of a template: how many, in which order, leading where."""

import re
from collections import Counter

from . import template_types as kinds
from .template_draft import BUTTON, CARD, Problem
from .template_links import is_public

# Of each kind of template: how many buttons at least and at most.
# https://www.twilio.com/docs/content/twilio-quick-reply
BUTTONS = {
    kinds.QUICK_REPLIES: (1, 10),
    kinds.CALL_TO_ACTION: (1, 10),
    kinds.CARD: (0, 10),
    kinds.AUTHENTICATION: (1, 1),
}
# Of each kind of button, in one template.
# https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
MAX_OF_KIND = {kinds.URL: 2, kinds.PHONE: 1, kinds.COPY_CODE: 1}
CODE_MAX = 15
_PHONE = re.compile(r"\+[1-9]\d{6,18}")


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
    if kind == kinds.URL and not is_public(draft, action.get("url") or ""):
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
