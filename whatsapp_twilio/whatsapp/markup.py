"""Text as WhatsApp carries it, from the HTML that Discuss keeps."""

from html.parser import HTMLParser

_BLOCKS = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "pre"}


class _TextReader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.text += "\n"
        elif tag in _BLOCKS:
            self._end_line()

    def handle_endtag(self, tag):
        if tag in _BLOCKS:
            self._end_line()

    def handle_data(self, data):
        self.text += data

    def _end_line(self):
        if self.text and not self.text.endswith("\n"):
            self.text += "\n"


def to_text(html):
    """The text a person sees in this HTML: its lines, its spaces, no tags."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return reader.text.replace("\N{NO-BREAK SPACE}", " ").strip()
