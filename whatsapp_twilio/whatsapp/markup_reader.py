"""WhatsApp's markup from the HTML that Discuss keeps."""

from html.parser import HTMLParser

_BLOCKS = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "pre"}
_MARKERS = {
    **dict.fromkeys(("b", "strong"), "*"),
    **dict.fromkeys(("i", "em"), "_"),
    **dict.fromkeys(("s", "strike", "del"), "~"),
}
_UNSEEN = {"script", "style", "head", "title"}
_VOID = {"br", "hr", "img", "input", "wbr", "col", "link", "meta", "source"}
# The class of a quoted part (see ``markup``).
QUOTE = "o-whatsapp-quote"
# Links of Discuss to a person or channel: people read the name.
_MENTIONS = {"o_mail_redirect", "o_channel_redirect"}


class _Element:
    def __init__(self, tag, attributes=()):
        self.tag = tag
        self.attributes = {name: value or "" for name, value in attributes}
        self.classes = self.attributes.get("class", "").split()
        self.text = ""
        self.items = 0

    def end_line(self):
        if self.text and not self.text.endswith("\n"):
            self.text += "\n"

    def next_number(self):
        self.items += 1
        start = self.attributes.get("start", "")
        return self.items + (int(start) - 1 if start.isdecimal() else 0)


class _MarkupReader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack = [_Element("body")]

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.stack[-1].text += "\n"
        elif tag not in _VOID:
            self.stack.append(_Element(tag, attrs))

    def handle_startendtag(self, tag, attrs):
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if any(element.tag == tag for element in self.stack[1:]):
            while self._close() != tag:
                pass

    def handle_data(self, data):
        self.stack[-1].text += data

    def read_all(self, html):
        self.feed(html)
        self.close()
        while len(self.stack) > 1:
            self._close()
        return self.stack[0].text

    def _close(self):
        """End the innermost element: its text, marked up, goes on in its parent."""
        element = self.stack.pop()
        parent = self.stack[-1]
        text = self._marked(element)
        if element.tag in _BLOCKS:
            parent.end_line()
            parent.text += text
            parent.end_line()
        else:
            parent.text += text
        return element.tag

    def _marked(self, element):
        outer = {parent.tag for parent in self.stack}
        if outer & {"pre", "code", "samp"}:
            return element.text
        if marker := _MARKERS.get(element.tag):
            is_marked = any(_MARKERS.get(tag) == marker for tag in outer)
            return element.text if is_marked else _emphasised(element.text, marker)
        mark = _quote if QUOTE in element.classes else _MARK.get(element.tag)
        return mark(element, self.stack[-1]) if mark else element.text


def _emphasised(text, marker):
    """Markers hug the words of each line: with a space between, WhatsApp sees none."""
    lines = []
    for line in text.split("\n"):
        words = line.strip()
        lines.append(line.replace(words, marker + words + marker) if words else line)
    return "\n".join(lines)


def _item(element, parent):
    number = f"{parent.next_number()}. " if parent.tag == "ol" else "- "
    return number + element.text.strip("\n")


def _quote(element, _parent):
    lines = element.text.strip("\n").split("\n")
    return "\n".join(f"> {line}" for line in lines)


def _code(element, parent):
    is_plain = "`" not in element.text and "\n" not in element.text
    return f"`{element.text}`" if is_plain else _fenced(element, parent)


def _fenced(element, _parent):
    return f"```{element.text}```" if element.text.strip() else element.text


def _link(element, _parent):
    """A link keeps its address, unless that is what people read anyway."""
    href, text = element.attributes.get("href", ""), element.text
    is_mention = _MENTIONS.intersection(element.classes)
    if is_mention or not href.startswith(("http://", "https://")):
        return text
    words = text.strip().rstrip("/")
    if words in (href.rstrip("/"), href.partition("://")[2].rstrip("/")):
        return text
    return f"{text} ({href})" if words else href


_MARK = {
    "li": _item,
    "blockquote": _quote,
    "code": _code,
    "pre": _fenced,
    "samp": _fenced,
    "a": _link,
    **dict.fromkeys(_UNSEEN, lambda _element, _parent: ""),
}


def to_text(html):
    """The text a person sees in this HTML, as WhatsApp writes it: its lines, its
    spaces, its links, bold, italic, struck, monospace, lists and quotes.
    """
    text = _MarkupReader().read_all(html)
    return text.replace("\N{NO-BREAK SPACE}", " ").strip()
