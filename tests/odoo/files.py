"""Small files of the kinds that people send."""

import io
from pathlib import Path

from PIL import Image

SAMPLES = Path(__file__).resolve().parents[1] / "samples/media"
PDF = b"%PDF-1.4\n%%EOF"
MP3 = b"ID3\x04" + bytes(60)
OGG = b"OggS" + bytes(24) + b"OpusHead" + bytes(30)
WEBP = b"RIFF\0\0\0\0WEBPVP8 " + bytes(20)


def image(kind="PNG", color="red", size=(8, 8), mode="RGB", **options):
    """An image of one colour, as the bytes of a file of this kind."""
    file = io.BytesIO()
    Image.new(mode, size, color).save(file, kind, **options)
    return file.getvalue()


def opened(content):
    return Image.open(io.BytesIO(content))


def noise(width, height):
    """A PNG that cannot be packed well."""
    file = io.BytesIO()
    Image.effect_noise((width, height), 100).convert("RGB").save(file, "PNG")
    return file.getvalue()


def voice():
    """Some sound as Discuss records it (MP3)."""
    return (SAMPLES / "music.mp3").read_bytes()
