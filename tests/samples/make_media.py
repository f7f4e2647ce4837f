"""Makes tests/samples/media: one small file of every type a chat carries.

Run it with the Python of the tests (Pillow, pillow-heif, imageio-ffmpeg).
"""

from __future__ import annotations

import struct
import subprocess
import zipfile
from pathlib import Path

import imageio_ffmpeg
import pillow_heif
from PIL import Image, ImageDraw, ImageFilter

FOLDER = Path(__file__).parent / "media"
SIZE = (480, 320)
# layer: (colour, heights of its ridge from left to right)
RIDGES = (
    ((122, 143, 176), (200, 130, 170, 90, 150, 110, 190)),
    ((78, 104, 132), (230, 200, 150, 210, 170, 220, 180)),
    ((38, 70, 83), (280, 250, 270, 235, 265, 225, 270)),
)


def landscape() -> Image.Image:
    """Mountains in the evening: a photo that is nobody's."""
    width, height = SIZE
    ramp = Image.linear_gradient("L").resize(SIZE)
    sky = Image.composite(
        Image.new("RGB", SIZE, (255, 205, 160)),
        Image.new("RGB", SIZE, (72, 110, 170)),
        ramp,
    )
    draw = ImageDraw.Draw(sky)
    draw.ellipse((330, 70, 380, 120), fill=(255, 238, 200))
    for colour, heights in RIDGES:
        step = width / (len(heights) - 1)
        ridge = [(round(place * step), y) for place, y in enumerate(heights)]
        draw.polygon([(0, height), *ridge, (width, height)], fill=colour)
    return sky.filter(ImageFilter.GaussianBlur(0.6))


def sticker() -> Image.Image:
    face = Image.new("RGBA", (512, 512), (0, 0, 0, 0))
    draw = ImageDraw.Draw(face)
    draw.ellipse((36, 36, 476, 476), fill=(255, 204, 51), outline="white", width=18)
    for left in (160, 296):
        draw.ellipse((left, 170, left + 56, 250), fill=(60, 42, 20))
    draw.chord((140, 210, 372, 400), 10, 170, fill=(120, 40, 30))
    return face


def images():
    pillow_heif.register_heif_opener()
    photo = landscape()
    photo.save(FOLDER / "photo.jpg", quality=80)
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: turn it 90° clockwise
    photo.save(FOLDER / "photo_turned.jpg", quality=70, exif=exif)
    small = photo.resize((120, 80))
    small.quantize(64).save(FOLDER / "photo.png", optimize=True)
    small.save(FOLDER / "photo.webp", quality=60)
    small.save(FOLDER / "photo.gif")
    small.save(FOLDER / "photo.heic", quality=50)
    small.resize((60, 40)).save(FOLDER / "photo.bmp")
    small.resize((60, 40)).save(FOLDER / "photo.tiff", compression="tiff_lzw")
    sticker().save(FOLDER / "sticker.webp", quality=70)


TONE = "sine=frequency=420:duration=2,tremolo=f=5:d=0.8,afade=t=out:st=1.6:d=0.4"
# file: how ffmpeg makes it of two seconds of tone
AUDIO = {
    "voice.ogg": "-ac 1 -ar 48000 -c:a libopus -b:a 12k -application voip",
    "music.mp3": "-ac 1 -ar 22050 -c:a libmp3lame -b:a 24k",
    "music.aac": "-ac 1 -ar 22050 -c:a aac -b:a 24k -f adts",
    "music.m4a": "-ac 1 -ar 22050 -c:a aac -b:a 24k -f ipod",
    "music.amr": "-ac 1 -ar 8000 -c:a libopencore_amrnb -b:a 4.75k",
    "music.3gp": "-ac 1 -ar 8000 -c:a libopencore_amrnb -b:a 4.75k -f 3gp",
    "voice.webm": "-ac 1 -ar 48000 -c:a libopus -b:a 12k",
    "vorbis.ogg": "-ac 1 -ar 16000 -c:a libvorbis -q:a 0",
    "sound.wav": "-ac 1 -ar 8000 -c:a pcm_u8",
}
PICTURES = ["-loop", "1", "-framerate", "5", "-t", "2", "-i", FOLDER / "photo.jpg"]
MOVE = "zoompan=z=1+0.02*on:d=1:s=320x212:fps=5,format=yuv420p"
# file: how ffmpeg makes it of the photo and the tone
VIDEO = {
    "video.mp4": "-c:v libx264 -crf 36 -c:a aac -b:a 24k -movflags +faststart",
    "video.3gp": "-s 176x144 -c:v h263 -b:v 30k -c:a libopencore_amrnb -ar 8000 -ac 1",
    "video.webm": "-c:v libvpx -crf 50 -b:v 30k -c:a libopus -b:a 12k",
    "video.mov": "-c:v libx264 -crf 40 -c:a aac -b:a 24k",
}


def ffmpeg(*arguments):
    subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *arguments], check=True
    )


def recordings():
    tone = ["-f", "lavfi", "-i", TONE]
    for name, how in AUDIO.items():
        ffmpeg(*tone, *how.split(), FOLDER / name)
    for name, how in VIDEO.items():
        ffmpeg(*PICTURES, *tone, "-vf", MOVE, "-t", "2", *how.split(), FOLDER / name)


PDF_PAGE = b"BT /F1 24 Tf 60 120 Td (Packing list for the hut) Tj ET"
PDF_OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> >>",
    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(PDF_PAGE), PDF_PAGE),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
)


def pdf() -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(PDF_OBJECTS, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return data + head + table + end % (count, len(data))


PACKAGE = "application/vnd.openxmlformats-officedocument."
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# suffix: (part, its type, its content)
PARTS = {
    "docx": (
        "word/document.xml",
        "wordprocessingml.document.main+xml",
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
        '2006/main"><w:body><w:p><w:r><w:t>Packing list</w:t></w:r></w:p></w:body>'
        "</w:document>",
    ),
    "xlsx": (
        "xl/workbook.xml",
        "spreadsheetml.sheet.main+xml",
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<sheets/></workbook>",
    ),
    "pptx": (
        "ppt/presentation.xml",
        "presentationml.presentation.main+xml",
        '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/'
        '2006/main"/>',
    ),
}


def office(suffix: str):
    part, kind, content = PARTS[suffix]
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    package = "http://schemas.openxmlformats.org/package/2006/"
    types = (
        f'{xml}<Types xmlns="{package}content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{part}" ContentType="{PACKAGE}{kind}"/></Types>'
    )
    links = (
        f'{xml}<Relationships xmlns="{package}relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="{part}"/></Relationships>'
    )
    files = {
        "[Content_Types].xml": types,
        "_rels/.rels": links,
        part: xml + content,
    }
    with zipfile.ZipFile(FOLDER / f"document.{suffix}", "w") as package_file:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            package_file.writestr(entry, text, zipfile.ZIP_DEFLATED)


def word97() -> bytes:
    """A compound file with an empty WordDocument stream.

    https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-cfb/
    """
    free, last, fat, none = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    magic = bytes.fromhex("d0cf11e0a1b11ae1")
    head = magic + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, last, 0, last, 0)
    head += struct.pack("<109I", 0, *[free] * 108)
    chain = [*range(3, 10), last]  # sectors 2 to 9: the stream
    table = struct.pack("<128I", fat, last, *chain, *[free] * 118)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        tree = struct.pack("<HBB3I", len(text), kind, 1, none, none, child)
        return (
            text.ljust(64, b"\0") + tree + bytes(36) + struct.pack("<IQ", start, size)
        )

    folder = entry("Root Entry", 5, 1, last, 0)
    folder += entry("WordDocument", 2, none, 2, 4096)
    stream = struct.pack("<H", 0xA5EC).ljust(4096, b"\0")
    return head + table + folder.ljust(512, b"\0") + stream


CARD = """BEGIN:VCARD
VERSION:3.0
N:{family};{given};;;
FN:{given} {family}
ORG:{organisation};
TEL;type=CELL;type=VOICE;waid={digits}:{number}
{more}END:VCARD
"""
ANNA = CARD.format(
    family="Keller",
    given="Anna",
    organisation="Alpine Guides",
    digits="12025550187",
    number="+1 202-555-0187",
    more="EMAIL;type=INTERNET:anna.keller@example.com\n",
)
JOSE = CARD.format(
    family="Núñez",
    given="José",
    organisation="Hüttenwirt & Söhne",
    digits="447700900321",
    number="+44 7700 900321",
    more="",
)


def documents():
    (FOLDER / "document.pdf").write_bytes(pdf())
    (FOLDER / "document.doc").write_bytes(word97())
    (FOLDER / "document.txt").write_text("Packing list\n", encoding="utf-8")
    for suffix in PARTS:
        office(suffix)
    for name, cards in {"contact.vcf": ANNA, "contacts.vcf": ANNA + JOSE}.items():
        (FOLDER / name).write_bytes(cards.replace("\n", "\r\n").encode())


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    images()
    recordings()
    documents()
