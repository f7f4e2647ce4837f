"""Rules for what is filled in: where it may stand, its names and its samples.

https://www.twilio.com/docs/content/using-variables-with-content-api
"""

import json
import re

from .face import VARIABLE
from .face_reader import written_variables
from .template import is_fit
from .template_draft import BODY, BUTTON, CARD, FOOTER, HEADER, Problem, at, texts

MAX_VARIABLES = 100
_BRACES = re.compile(r"\{\{|\}\}")
_AT_AN_END = re.compile(r"^\W*\{\{\w{1,16}\}\}|\{\{\w{1,16}\}\}\W*$")
_ADJACENT = re.compile(r"\}\}\s*\{\{")


def malformed(draft):
    """A name is letters, digits and underscores, 16 at most, without spaces."""
    for text in texts(draft):
        if _BRACES.search(VARIABLE.sub("", text.text)):
            yield at("malformed_variable", text)


def at_an_end(draft):
    """Neither first nor last in the body; punctuation beside it does not help."""
    if _AT_AN_END.search(draft.body.strip()):
        yield Problem("variable_at_end", BODY)


def adjacent(draft):
    """Spaces between two do not help: there must be a word."""
    if _ADJACENT.search(draft.body):
        yield Problem("variables_adjacent", BODY)


def numbers(draft):
    """All are named, or all are numbered from 1 without a gap."""
    names = written_variables(draft.types)
    numbered = sorted(int(name) for name in names if name.isdecimal())
    if numbered and len(numbered) < len(names):
        yield Problem("variables_mixed")
    elif numbered != list(range(1, len(numbered) + 1)):
        missing = next(n for n in range(1, numbered[-1] + 1) if n not in numbered)
        yield Problem("variables_gap", values={"name": f"{{{{{missing}}}}}"})


def samples(draft):
    for name in written_variables(draft.types):
        if not is_fit(draft.samples.get(name) or ""):
            yield Problem("no_sample", values={"name": f"{{{{{name}}}}}"})


def few_words(draft):
    """For x variables there must be at least 2x+1 other words."""
    count = len(VARIABLE.findall(draft.body))
    needed = 2 * count + 1
    words = len([one for one in draft.body.split() if not VARIABLE.search(one)])
    if count and words < needed:
        values = {"count": count, "words": words, "needed": needed}
        yield Problem("few_words", BODY, values=values)
    if len(written_variables(draft.types)) > MAX_VARIABLES:
        yield Problem("many_variables", values={"limit": MAX_VARIABLES})


def where_not(draft):
    """The header takes one; footer, buttons' titles and cards' texts take none."""
    for text in texts(draft):
        count = len(VARIABLE.findall(text.text))
        if text.place == HEADER and count > 1:
            yield at("header_variables", text)
        if text.place in (FOOTER, BUTTON) and count:
            yield at("no_variables_here", text)
    for number, card in enumerate(draft.cards, 1):
        words = {key: card.get(key) for key in ("title", "body", "actions")}
        titles = [one.get("title") for one in words.pop("actions") or ()]
        if VARIABLE.search(json.dumps([*words.values(), *titles])):
            yield Problem("no_variables_here", CARD, number)
