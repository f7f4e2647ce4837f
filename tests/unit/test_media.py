"""Every type of file at its limit and one byte beyond, told apart by its bytes."""

import io
import zipfile

import pytest

from odoo.addons.whatsapp_twilio.whatsapp import media
from odoo.addons.whatsapp_twilio.whatsapp.media import (
    EMPTY,
    TOO_BIG,
    WRONG_CODEC,
    WRONG_TYPE,
    Problem,
)

MB = 1024 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument."


def box(name, *contents):
    content = b"".join(contents)
    return (8 + len(content)).to_bytes(4, "big") + name + content


def track(codec):
    stsd = box(b"stsd", bytes(8), box(codec, bytes(70)))
    return box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", stsd))))


def film(*codecs, brand=b"isom"):
    head = box(b"ftyp", brand, bytes(4), b"isomavc1")
    return head + box(b"free") + box(b"moov", *map(track, codecs)) + box(b"mdat")


def office(main, suffix=".main+xml"):
    file = io.BytesIO()
    listed = f'<Types><Override ContentType="{main}{suffix}"/></Types>'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", listed)
    return file.getvalue()


DOCX, PPTX, XLSX = (
    f"{OFFICE}{name}"
    for name in (
        "wordprocessingml.document",
        "presentationml.presentation",
        "spreadsheetml.sheet",
    )
)
OGG = b"OggS" + bytes(24) + b"OpusHead"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The mimetype and label by which a file is known, its first bytes, its name, its MB.
TAKEN = [
    ("image/jpeg", "JPG", b"\xff\xd8\xff\xe0", "a.jpg", 5),
    ("image/png", "PNG", b"\x89PNG\r\n\x1a\n", "a.png", 5),
    ("image/webp", "WEBP", b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", 5),
    ("audio/ogg", "OGG", OGG, "a.ogg", 16),
    ("audio/amr", "AMR", b"#!AMR\n", "a.amr", 16),
    ("audio/3gpp", "3GP", film(b"samr", brand=b"3gp4"), "a.3gp", 16),
    ("audio/aac", "AAC", b"\xff\xf1\x50\x80", "a.aac", 16),
    ("audio/mpeg", "MP3", b"ID3\x04", "a.mp3", 16),
    ("audio/mpeg", "MP3", b"\xff\xfb\x90", "a.mp3", 16),
    ("video/mp4", "MP4", film(b"avc1", b"mp4a"), "a.mp4", 16),
    ("video/mp4", "MP4", film(b"avc1", brand=b"mp42"), "a.mp4", 16),
    ("video/mp4", "MP4", film(b"avc1", b"mp4a", b"tmcd"), "a.mp4", 16),
    ("application/pdf", "PDF", b"%PDF-1.7\n", "a.pdf", 16),
    ("application/msword", "DOC", OLE, "a.doc", 16),
    (DOCX, "DOCX", office(DOCX), "a.docx", 16),
    (PPTX, "PPTX", office(PPTX), "a.pptx", 16),
    (XLSX, "XLSX", office(XLSX), "a.xlsx", 16),
]


@pytest.mark.parametrize(("mimetype", "label", "content", "name", "limit"), TAKEN)
def test_a_file_is_taken_up_to_its_limit_and_not_a_byte_beyond(
    mimetype, label, content, name, limit
):
    known = media.recognise(content, name)
    assert (known.mimetype, known.label) == (mimetype, label)
    full = padded(content, limit * MB)
    assert media.check(full, name) is None
    assert media.check(padded(content, limit * MB + 1), name) == Problem(TOO_BIG, known)


def padded(content, size):
    """The same file, grown to so many bytes."""
    if not content.startswith(b"PK"):
        return content + bytes(size - len(content))
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as archive:
        room = size - len(content) - len(_zip_entry(b""))
        archive.writestr("padding", bytes(room))
    return file.getvalue()


def _zip_entry(data):
    alone, file = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(alone, "w"):
        pass
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("padding", data)
    return file.getvalue()[: len(file.getvalue()) - len(alone.getvalue())]


def test_every_type_of_the_table_is_tested():
    assert {label for _, label, *_ in TAKEN} == {known.label for known in media.FILES}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"GIF89a", "a.gif"),
        (b"BM" + bytes(60), "a.bmp"),
        (b"<svg/>", "a.svg"),
        (b"MZ" + bytes(60), "a.pdf"),
        (b"OggS" + bytes(24) + b"\x01vorbis", "a.ogg"),
        (b"OggS" + bytes(24) + b"\x7fFLAC", "a.ogg"),
        (b"#!AMR-WB\n", "a.amr"),
        (box(b"ftyp", b"qt  ", bytes(8)), "a.mov"),
        (box(b"ftyp", b"M4A ", bytes(8)), "a.m4a"),
        (box(b"ftyp", b"heic", bytes(8)), "a.heic"),
        (OLE, "a.xls"),
        (OLE, "a.docx"),
        (office("application/vnd.ms-word.document.macroEnabled"), "a.docx"),
        (office("text/plain", ""), "a.docx"),
        (b"PK\x03\x04 and no zip", "a.docx"),
        (b"hello", "a.docx"),
    ],
)
def test_what_whatsapp_does_not_take_is_named_so(content, name):
    assert media.check(content, name) == Problem(WRONG_TYPE)


@pytest.mark.parametrize(
    "content",
    [
        film(b"hvc1", b"mp4a"),
        film(b"vp09"),
        film(b"av01", b"mp4a"),
        film(b"avc1", b"ac-3"),
        film(b"avc1", b"Opus"),
        film(b"mp4a"),  # no picture
        film(),
        film(b"avc1")[:40],  # cut off
        film(b"avc1", brand=b"3gp4"),
    ],
)
def test_a_film_needs_h264_and_at_most_aac(content):
    assert media.check(content, "a.mp4").reason == WRONG_CODEC


def test_an_empty_file_is_empty_whatever_its_name():
    assert media.check(b"", "a.jpg") == Problem(EMPTY)


def test_a_files_bytes_count_more_than_its_name():
    assert media.recognise(b"%PDF-1.4", "picture.jpg").label == "PDF"
    assert media.recognise(office(XLSX), "report.docx").label == "XLSX"


def test_boxes_that_lie_about_their_size_are_read_as_far_as_they_go():
    lying = box(b"ftyp", b"isom") + b"\xff\xff\xff\xff" + b"moov" + bytes(40)
    assert media.check(lying, "a.mp4").reason == WRONG_CODEC
    endless = box(b"ftyp", b"isom", bytes(4)) + bytes(4) + b"moov" + track(b"avc1")
    assert media.check(endless, "a.mp4") is None
    large = (
        (1).to_bytes(4, "big") + b"moov" + (16 + len(track(b"avc1"))).to_bytes(8, "big")
    )
    wide = box(b"ftyp", b"isom", bytes(4)) + large + track(b"avc1")
    assert media.check(wide, "a.mp4") is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("report.pdf", "report.pdf"),
        ("Offerta n° 12 (Città).PDF", "Offerta-n-12-Cit.pdf"),
        ("合同.pdf", "document.pdf"),
        ("a-very-long-name-of-a-file.pdf", "a-very-long-name.pdf"),
        ("no extension", "no-extension.pdf"),
        ("report.docx", "report.pdf"),
        ("../../etc/passwd\r\nX: y.pdf", "passwd-X-y.pdf"),
        ("", "document.pdf"),
    ],
)
def test_a_name_is_made_short_and_plain(name, short):
    known = media.recognise(b"%PDF-", name)
    assert media.short_name(name, known) == short
    assert len(short) <= media.NAME_MAX


def test_a_text_rides_with_pictures_only():
    carrying = {known.label for known in media.FILES if media.carries_caption(known)}
    assert carrying == {"JPG", "PNG"}


def test_pictures_of_other_kinds_can_be_converted():
    assert media.can_convert(b"GIF89a")
    assert media.can_convert(box(b"ftyp", b"heic", bytes(8)))
    assert media.can_convert(b"\x89PNG\r\n\x1a\n")
    assert not media.can_convert(b"%PDF-")


def test_only_of_office_documents_the_extension_counts():
    told = [known.label for known in media.FILES if known.is_told_by_name]
    assert told == ["DOC", "DOCX", "PPTX", "XLSX"]


def test_the_table_is_complete():
    for known in (*media.FILES, *media.CONVERTIBLE):
        longest = max(
            offset + len(part)
            for signature in known.signatures
            for offset, part in signature
        )
        assert longest <= media.HEAD_BYTES
        assert known.mimetype and known.extensions and known.label
