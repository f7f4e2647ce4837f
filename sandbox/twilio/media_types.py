"""The files WhatsApp carries through Twilio: what they are by name, bytes and size.

https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
"""

from __future__ import annotations

import io
import mimetypes
import re
import zipfile
from collections.abc import Callable

MB = 1024 * 1024
IMAGE_MAX = 5 * MB
MEDIA_MAX = 16 * MB
UNKNOWN = "application/octet-stream"

# Only with these a text goes along as the caption.
CAPTIONED = frozenset({"image/jpeg", "image/png"})


def begins(pattern: bytes) -> Callable[[bytes], bool]:
    compiled = re.compile(pattern, re.DOTALL)
    return lambda data: bool(compiled.match(data))


def package(folder: str) -> Callable[[bytes], bool]:
    """Whether the bytes are an Office file: a ZIP with this folder."""

    def is_one(data: bytes) -> bool:
        if not data.startswith(b"PK"):
            return False
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return any(name.startswith(folder) for name in archive.namelist())
        except zipfile.BadZipFile:
            return False

    return is_one


OFFICE = "application/vnd.openxmlformats-officedocument."
# type: how its bytes are known
CARRIED = {
    "image/jpeg": begins(rb"\xff\xd8\xff"),
    "image/png": begins(rb"\x89PNG\r\n\x1a\n"),
    "image/webp": begins(rb"RIFF....WEBP"),
    "audio/ogg": begins(rb"OggS.{24}OpusHead"),
    "audio/amr": begins(rb"#!AMR"),
    "audio/3gpp": begins(rb"....ftyp3g"),
    "audio/aac": begins(rb"\xff[\xf0\xf1\xf8\xf9]"),
    "audio/mpeg": begins(rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa\xfb]"),
    "video/mp4": begins(rb"....ftyp(?!3g|qt|hei|mif).*avc1"),
    "application/pdf": begins(rb"%PDF-"),
    "application/msword": begins(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    f"{OFFICE}wordprocessingml.document": package("word/"),
    f"{OFFICE}presentationml.presentation": package("ppt/"),
    f"{OFFICE}spreadsheetml.sheet": package("xl/"),
    "text/vcard": begins(rb"BEGIN:VCARD"),
    "text/x-vcard": begins(rb"BEGIN:VCARD"),
}
# Types of their own among documents, images, audio, video.
KINDS = {"image/webp": "sticker", "text/vcard": "contacts", "text/x-vcard": "contacts"}
MAIN_KINDS = ("image", "audio", "video")


def is_carried_as(content_type: str, data: bytes) -> bool:
    """Whether WhatsApp carries the type, and the bytes are of it."""
    is_one = CARRIED.get(content_type)
    return bool(is_one and is_one(data))


def guess(data: bytes, name: str | None) -> str:
    """The type of a customer's file, by its bytes, else by its name."""
    for content_type, is_one in CARRIED.items():
        if is_one(data):
            return content_type
    return mimetypes.guess_type(name or "")[0] or UNKNOWN


def kind_of(content_type: str) -> str:
    """Twilio's MessageType for a file of this type."""
    main = content_type.partition("/")[0]
    return KINDS.get(content_type, main if main in MAIN_KINDS else "document")


def most_bytes(content_type: str) -> int:
    return IMAGE_MAX if content_type.startswith("image/") else MEDIA_MAX
