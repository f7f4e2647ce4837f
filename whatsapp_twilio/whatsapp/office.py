"""What an Office document is: new ones are zips that say so, old ones one format."""

import io
import re
import zipfile
import zlib

ZIP_BEGINNING = b"PK\x03\x04"
OLE_BEGINNING = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The list of contents is a few kB; what claims more is not a document.
_LIST = "[Content_Types].xml"
_LIST_MAX = 1024 * 1024
_MAIN_PART = re.compile(rb"""ContentType=["']([^"']+\.main\+xml)["']""")


def main_part(content):
    """The content type of a document's main part, or None where it has none.

    A document with macros names another one, and a plain zip none at all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            with archive.open(_LIST) as listed:
                found = _MAIN_PART.search(listed.read(_LIST_MAX))
    except (KeyError, NotImplementedError, RuntimeError, ValueError):
        return None  # no such list, or one that is encrypted or packed strangely
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return None
    return found[1].decode("latin-1") if found else None
