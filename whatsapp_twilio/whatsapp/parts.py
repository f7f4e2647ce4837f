"""A text that is too long for one message, as numbered parts in order."""

import re
import unicodedata
from itertools import count

from .limits import TEXT_MAX, text_length

# Where a text may be broken, best first; all but the last only where the part is
# at least half full, so that a short first line is no message of its own.
_BREAKS = (
    re.compile(r"\n\s*\n\s*"),  # paragraphs
    re.compile(r"\n\s*"),  # lines
    re.compile(r"(?<=[.!?…:;])\s+|(?<=[。！？])"),  # sentences
    re.compile(r"\s+"),  # words
)
_ZWJ = "\u200d"
_MARKS = {"Mn", "Mc", "Me"}
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
# What people see as one character is never longer than this many code points, but
# for those who try.
_CHARACTER_MAX = 32


def split(text):
    """The messages that carry this text: itself, or its parts as "(1/2) …".

    Nothing is lost but white space where a part ends.
    """
    if text_length(text) <= TEXT_MAX:
        return [text]
    for digits in count(1):
        most = "9" * digits
        pieces = list(_pieces(text, TEXT_MAX - len(_numbered(most, most, ""))))
        if len(str(len(pieces))) <= digits:
            break
    total = len(pieces)
    return [_numbered(i, total, piece) for i, piece in enumerate(pieces, 1)]


def _numbered(number, total, piece):
    return f"({number}/{total}) {piece}"


def _pieces(text, room):
    """Pieces of at most so many UTF-16 units."""
    while text:
        fitting = _fitting(text, room)
        end = len(text) if fitting == len(text) else _break(text, fitting)
        if piece := text[:end].rstrip():
            yield piece
        text = text[end:].lstrip()


def _fitting(text, room):
    """How many code points of a text fit into so many UTF-16 units."""
    fitting = min(len(text), room)
    while (excess := text_length(text[:fitting]) - room) > 0:
        fitting -= (excess + 1) // 2
    return fitting


def _break(text, fitting):
    """The best place to break a text of which so many code points fit."""
    for pattern in _BREAKS:
        at_least = 1 if pattern is _BREAKS[-1] else fitting // 2
        # White space at the end of a part goes, so the first may stand just beyond.
        ends = [
            found.end()
            for found in pattern.finditer(text, 0, fitting + 1)
            if at_least <= found.start()
        ]
        if ends:
            return ends[-1]
    nearest = range(fitting, max(0, fitting - _CHARACTER_MAX), -1)
    return next((at for at in nearest if _is_between_characters(text, at)), fitting)


def _is_between_characters(text, at):
    """Whether a person sees one character end and another begin here."""
    before, after = text[at - 1], text[at]
    if _ZWJ in (before, after) or unicodedata.category(after) in _MARKS:
        return False
    if ord(after) in _SKIN_TONES:
        return False
    if ord(after) in _FLAG_LETTERS:  # two letters make a flag
        letters = next(
            (n for n in range(at) if ord(text[at - 1 - n]) not in _FLAG_LETTERS), at
        )
        return letters % 2 == 0
    return True
