"""Markup within one line: bold, italic, struck, monospace, links."""

import re
from html import escape

TAGS = {"*": "strong", "_": "em", "~": "s"}
_ATOM = re.compile(
    r"```(?!\s*```)(?P<samp>(?:(?!```).)+)```"
    r"|`(?!\s*`)(?P<code>[^`]+)`"
    r"|(?P<a>https?://[^\s<>\"'`]+)"
    r"|(?P<marker>[*_~])"
)
# What may stand behind a link and is not part of it.
_AFTER_LINK = ".,;:!?*_~)]}"


def inline(line):
    """The HTML of one line; each tag stands for exactly one marker."""
    pieces, opened, position = [], {}, 0
    while found := _ATOM.search(line, position):
        pieces.append(escape(line[position : found.start()]))
        if found["marker"]:
            _mark(pieces, opened, line, found.start())
            position = found.end()
        else:
            html, position = _ATOMS[found.lastgroup](found)
            pieces.append(html)
    return "".join(pieces) + escape(line[position:])


def _mark(pieces, opened, line, at):
    """Open or close what this marker stands for, or leave it as it is typed.

    ``opened`` knows where each open marker stands, in the order of opening.
    """
    marker = line[at]
    pieces.append(marker)
    before, after = line[at - 1 : at] if at else "", line[at + 1 : at + 2]
    if marker not in opened:
        if after.strip() not in ("", marker) and not before.isalnum():
            opened[marker] = len(pieces) - 1
        return
    if before.isspace() or after.isalnum():
        return
    place = opened[marker]
    while opened.popitem()[0] != marker:
        pass  # what was opened within and not closed is plain text
    pieces[place] = f"<{TAGS[marker]}>"
    pieces[-1] = f"</{TAGS[marker]}>"


def _code(found):
    tag = found.lastgroup
    return f"<{tag}>{escape(found[tag])}</{tag}>", found.end()


def _link(found):
    url = found["a"]
    while url[-1] in _AFTER_LINK and not (url[-1] == ")" and "(" in url):
        url = url[:-1]
    attributes = f'href="{escape(url)}" target="_blank" rel="noreferrer noopener"'
    return f"<a {attributes}>{escape(url)}</a>", found.start() + len(url)


_ATOMS = {"samp": _code, "code": _code, "a": _link}
