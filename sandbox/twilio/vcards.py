"""The names and numbers on contact cards, as a phone shows them.

https://www.rfc-editor.org/rfc/rfc6350
"""

from __future__ import annotations

import re

CARD = re.compile(r"BEGIN:VCARD\r?\n(.*?)END:VCARD", re.DOTALL)
# item1.TEL;type=CELL;waid=1202…:+1 202…
LINE = re.compile(r"(?:\w+\.)?(FN|ORG|TEL)(?:;[^:\r\n]*)?:(.*)")


def read_cards(data: bytes) -> list[dict]:
    text = re.sub(r"\r?\n[ \t]", "", data.decode("utf-8", "replace"))
    return [_card(lines) for lines in CARD.findall(text)]


def _card(lines: str) -> dict:
    card = {"name": "", "organisation": "", "numbers": []}
    for name, value in LINE.findall(lines):
        plain = re.sub(r"\\([,;\\])", r"\1", value.strip())
        if name == "TEL":
            card["numbers"].append(plain)
        else:
            card["name" if name == "FN" else "organisation"] = plain.strip("; ")
    return card
