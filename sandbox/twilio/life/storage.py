"""A file that came with a message, on record."""

from __future__ import annotations

import time

from ..media_types import kind_of
from ..sandbox import Sandbox
from ..vcards import read_cards
from ..world.records import Media
from .outbound import new_sid


def store(sandbox: Sandbox, content_type: str, data: bytes, name: str | None) -> Media:
    media = Media(new_sid("ME"), content_type, len(data), time.time(), name)
    if kind_of(content_type) == "contacts":
        media.cards = read_cards(data)
    sandbox.world.files.put(media.sid, data)
    return media
