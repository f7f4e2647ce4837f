"""Twilio's JSON of a template, read back into its parts: for a new version of it."""

from .template import richest
from .template_types import (
    CARD,
    KINDS,
    OLD_CARD,
    QUICK_REPLY,
    TEXT,
    VALUE_OF,
    Button,
    Card,
    Item,
    Parts,
    names_of,
)


def read(types):
    """The kind of a template and its parts; of unknown ones the words, as a text."""
    found = richest(types)
    content = types.get(found) or {}
    plain = {
        ours: content[theirs]
        for theirs, ours in names_of(found).items()
        if content.get(theirs)
    }
    parts = Parts(
        **{"media_url": _first(content.get("media")), **plain},
        buttons=_buttons(content.get("actions")),
        items=tuple(map(_item, content.get("items") or ())),
        cards=tuple(map(_card, content.get("cards") or ())),
    )
    kind = CARD if found == OLD_CARD else found
    return (kind if kind in KINDS else TEXT), parts


def _buttons(actions):
    return tuple(map(_button, actions or ()))


def _button(action):
    kind = action.get("type", QUICK_REPLY)
    if title := action.get("copy_code_text"):
        return Button(kind, title)
    if kind not in VALUE_OF:
        return Button(QUICK_REPLY, action.get("title", ""))
    return Button(kind, action.get("title", ""), action.get(VALUE_OF[kind]) or "")


def _item(item):
    return Item(item.get("item") or item.get("name", ""), item.get("description") or "")


def _card(card):
    return Card(
        title=card.get("title") or "",
        body=card.get("body") or "",
        media_url=_first(card.get("media")),
        buttons=_buttons(card.get("actions")),
    )


def _first(media):
    return (media[0] if isinstance(media, list) and media else media) or ""
