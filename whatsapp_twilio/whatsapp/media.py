"""The files that WhatsApp carries through Twilio: one table, and who is who by bytes.

https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
https://www.twilio.com/docs/messaging/guides/accepted-mime-types
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from . import boxes, office
from .limits import IMAGE_MAX, MEDIA_MAX

IMAGE = "image"
STICKER = "sticker"
AUDIO = "audio"
VIDEO = "video"
DOCUMENT = "document"

# How many first bytes the signatures look at.
HEAD_BYTES = 64
# Twilio's rule for Content-Disposition: ASCII, no spaces, no special characters.
NAME_MAX = 20

WRONG_TYPE = "wrong_type"
TOO_BIG = "too_big"
WRONG_CODEC = "wrong_codec"
EMPTY = "empty"

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class FileType:
    """One type of file; each signature is pairs of an offset and the bytes there."""

    mimetype: str
    kind: str
    label: str
    extensions: tuple
    signatures: tuple
    max_bytes: int = MEDIA_MAX

    @property
    def is_told_by_name(self):
        """Whether many a type begins like this one, so that its extension counts."""
        beginnings = (office.ZIP_BEGINNING, office.OLE_BEGINNING)
        return any(self.matches(beginning) for beginning in beginnings)

    def matches(self, head):
        """Whether every pair of one signature is in these first bytes."""
        return any(
            all(head.startswith(part, offset) for offset, part in signature)
            for signature in self.signatures
        )


@dataclass(frozen=True)
class Problem:
    """Why WhatsApp does not take a file: a reason, and its type where it has one."""

    reason: str
    type: FileType | None = None


def _starts(*beginnings):
    return tuple(((0, beginning),) for beginning in beginnings)


def _brands(*brands):
    """Signatures of MP4's family, which names itself in its first box."""
    return tuple(((4, b"ftyp" + brand.encode()),) for brand in brands)


# 3GP is audio here, as Twilio lists it; a 3GP with a picture is not taken.
FILES = (
    FileType(
        "image/jpeg",
        IMAGE,
        "JPG",
        ("jpg", "jpeg"),
        _starts(b"\xff\xd8\xff"),
        IMAGE_MAX,
    ),
    FileType(
        "image/png", IMAGE, "PNG", ("png",), _starts(b"\x89PNG\r\n\x1a\n"), IMAGE_MAX
    ),
    FileType(
        "image/webp",
        STICKER,
        "WEBP",
        ("webp",),
        (((0, b"RIFF"), (8, b"WEBP")),),
        IMAGE_MAX,
    ),
    # Only with Opus: its header is the first page, after 27 bytes and one of length.
    FileType(
        "audio/ogg",
        AUDIO,
        "OGG",
        ("ogg", "opus", "oga"),
        (((0, b"OggS"), (28, b"OpusHead")),),
    ),
    FileType("audio/amr", AUDIO, "AMR", ("amr",), _starts(b"#!AMR\n")),
    FileType("audio/3gpp", AUDIO, "3GP", ("3gp",), _brands("3gp", "3gr", "3gs")),
    FileType("audio/aac", AUDIO, "AAC", ("aac",), _starts(b"\xff\xf1", b"\xff\xf9")),
    FileType(
        "audio/mpeg",
        AUDIO,
        "MP3",
        ("mp3",),
        _starts(
            b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3"
        ),
    ),
    FileType(
        "video/mp4",
        VIDEO,
        "MP4",
        ("mp4", "m4v"),
        _brands("iso", "mp4", "avc1", "M4V", "MSNV", "dash", "mmp4", "NDSC"),
    ),
    FileType("application/pdf", DOCUMENT, "PDF", ("pdf",), _starts(b"%PDF-")),
    FileType(
        "application/msword", DOCUMENT, "DOC", ("doc",), _starts(office.OLE_BEGINNING)
    ),
    FileType(
        f"{_OFFICE}wordprocessingml.document",
        DOCUMENT,
        "DOCX",
        ("docx",),
        _starts(office.ZIP_BEGINNING),
    ),
    FileType(
        f"{_OFFICE}presentationml.presentation",
        DOCUMENT,
        "PPTX",
        ("pptx",),
        _starts(office.ZIP_BEGINNING),
    ),
    FileType(
        f"{_OFFICE}spreadsheetml.sheet",
        DOCUMENT,
        "XLSX",
        ("xlsx",),
        _starts(office.ZIP_BEGINNING),
    ),
)

HEIC = FileType(
    "image/heic",
    IMAGE,
    "HEIC",
    ("heic", "heif"),
    _brands("heic", "heix", "heim", "heis", "mif1", "msf1"),
)
# Images that WhatsApp does not take, and that can be turned into JPEG.
CONVERTIBLE = (
    FileType("image/bmp", IMAGE, "BMP", ("bmp",), _starts(b"BM")),
    FileType("image/gif", IMAGE, "GIF", ("gif",), _starts(b"GIF87a", b"GIF89a")),
    FileType(
        "image/tiff", IMAGE, "TIFF", ("tif", "tiff"), _starts(b"II*\x00", b"MM\x00*")
    ),
    HEIC,
)

# Which codecs may be inside, and which one of them must be.
_SOUND = frozenset({"mp4a"})
_CODECS = {
    "MP4": (_SOUND | {"avc1", "avc3"}, frozenset({"avc1", "avc3"})),
    "3GP": (_SOUND | {"samr", "sawb"}, _SOUND | {"samr", "sawb"}),
}


def recognise(content, file_name=""):
    """The type of a file by its bytes, or None where WhatsApp does not take it.

    Only where bytes say no more than "an old Office document" its name decides.
    """
    matching = [known for known in FILES if known.matches(content[:HEAD_BYTES])]
    return next(
        (known for known in matching if _is_inside(known, content, file_name)), None
    )


def _is_inside(known, content, file_name):
    if content.startswith(office.ZIP_BEGINNING):
        return office.main_part(content) == f"{known.mimetype}.main+xml"
    if content.startswith(office.OLE_BEGINNING):
        return extension(file_name) in known.extensions
    return True


def check(content, file_name=""):
    """The Problem that WhatsApp has with a file; None if it takes it."""
    if not content:
        return Problem(EMPTY)
    known = recognise(content, file_name)
    if not known:
        return Problem(WRONG_TYPE)
    if len(content) > known.max_bytes:
        return Problem(TOO_BIG, known)
    if not _has_right_codecs(known, content):
        return Problem(WRONG_CODEC, known)
    return None


def _has_right_codecs(known, content):
    if known.label not in _CODECS:
        return True
    allowed, needed = _CODECS[known.label]
    codecs = boxes.codecs(content)
    return codecs <= allowed and bool(codecs & needed)


def can_convert(content):
    """Whether this is an image that may be turned into a JPEG for WhatsApp."""
    images = (*CONVERTIBLE, *(known for known in FILES if known.kind == IMAGE))
    return any(known.matches(content[:HEAD_BYTES]) for known in images)


def carries_caption(known):
    """Whether a text may ride with a file; with others Twilio drops it.

    https://www.twilio.com/docs/whatsapp/tutorial/send-and-receive-media-messages-twilio-api-whatsapp
    """
    return known.kind == IMAGE


def extension(file_name):
    """The extension of a file's name: lower case, no dot."""
    return PurePosixPath(file_name or "").suffix.lower().removeprefix(".")


def short_name(file_name, known):
    """A file's name as Twilio takes it: ASCII, no spaces, at most 20 characters.

    https://www.twilio.com/docs/messaging/guides/accepted-mime-types
    """
    own = extension(file_name)
    suffix = own if own in known.extensions else known.extensions[0]
    stem = unicodedata.normalize("NFKD", PurePosixPath(file_name or "").stem)
    ascii_stem = stem.encode("ascii", "ignore").decode()
    clean = re.sub(r"[^A-Za-z0-9]+", "-", ascii_stem).strip("-")
    room = NAME_MAX - len(suffix) - 1
    return f"{clean[:room].strip('-') or known.kind}.{suffix}"
