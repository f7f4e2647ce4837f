"""WhatsApp's markup and Discuss's HTML: one text, both ways.

``to_html`` makes what a bubble shows, of a customer's text and of what we sent;
``to_text`` (in ``markup_reader``) makes what is sent of what an agent typed.

https://faq.whatsapp.com/539178204879377 (how to format your messages)
"""

import re
from html import escape
from itertools import groupby

from .markup_inline import inline
from .markup_reader import QUOTE, to_text

__all__ = ["clean", "to_html", "to_text"]

_PREFORMATTED = re.compile(r"```(?!\s*```)((?:(?!```).)+)```(?=\n|\Z)", re.DOTALL)
_LINES = (
    ("ul", re.compile(r"()[-*] (.+)")),
    ("ol", re.compile(r"(0|[1-9]\d{0,2})\. (.+)")),
    ("quote", re.compile(r"()> (.+)")),
    ("text", re.compile(r"()(.*)")),
)
# Control characters: nobody sees them, and no HTML may hold them.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def clean(text):
    """A text with one kind of line end, and without what nobody sees."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", text).replace("\N{NO-BREAK SPACE}", " ").strip()


def to_html(text):
    """The HTML of a WhatsApp text: its markup as tags, all else as it was typed.

    Nothing but these tags comes out, with attributes only on links and lists, so
    that what a customer types is shown and never run.
    """
    blocks = groupby(_lines(text), _block)  # pylint: disable=W8155
    html = "".join(_RENDER[kind](list(lines)) for (kind, _place), lines in blocks)
    return html.removesuffix("<br>")


def _lines(text):
    """Each line as (kind, its place in the list, number, content)."""
    text, position, place = clean(text), 0, 0
    while position <= len(text):
        if found := _PREFORMATTED.match(text, position):
            yield "pre", place, 0, found[1]
            end = found.end()
        else:
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            yield _read_line(text[position:end], place)
        position, place = end + 1, place + 1


def _read_line(line, place):
    kind, found = next(
        (kind, found) for kind, form in _LINES if (found := form.fullmatch(line))
    )
    return kind, place, int(found[1] or 0), found[2]


def _block(line):
    """Lines with the same answer are one block; a list's numbers follow each other."""
    kind, place, number, _content = line
    return kind, {"pre": place, "ol": number - place}.get(kind)


def _list(kind, lines, start=""):
    items = "".join(f"<li>{inline(content)}</li>" for *_, content in lines)
    return f"<{kind}{start}>{items}</{kind}>"


def _numbers(lines):
    first = lines[0][2]
    return _list("ol", lines, f' start="{first}"' if first != 1 else "")


def _quote(lines):
    """Not a blockquote: Odoo takes that for an old e-mail and folds it away."""
    content = "<br>".join(inline(content) for *_, content in lines)
    return f'<div class="{QUOTE} border-start border-3 ps-2">{content}</div>'


_RENDER = {
    "text": lambda lines: "".join(inline(content) + "<br>" for *_, content in lines),
    "ul": lambda lines: _list("ul", lines),
    "ol": _numbers,
    "quote": _quote,
    "pre": lambda lines: f"<pre>{escape(lines[0][3])}</pre>",
}
