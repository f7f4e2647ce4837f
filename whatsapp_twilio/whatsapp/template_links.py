"""Web addresses in a template: what everybody must be able to open."""

import re
from urllib.parse import urlsplit

from .face import VARIABLE

URL_MAX = 2000


def is_public(draft, url):
    """An address that anybody reaches; a variable only after the domain."""
    parts = urlsplit(draft.with_samples(url))
    return (
        parts.scheme in ("http", "https")
        and "." in parts.netloc
        and not VARIABLE.search(urlsplit(url).netloc)
        and not re.search(r"\s", url)
        and len(url) <= URL_MAX
    )


def extension(url):
    return urlsplit(url).path.rpartition(".")[2].lower()
