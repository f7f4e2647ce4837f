from pathlib import Path

import pytest

from odoo.addons.whatsapp_twilio.gateway import vcards

SAMPLES = Path(__file__).resolve().parents[1] / "samples/media"
MINIMAL = "BEGIN:VCARD\nVERSION:3.0\n{}\nEND:VCARD\n"


def read(*lines):
    return vcards.read(MINIMAL.format("\n".join(lines)).encode())


def test_a_card_says_who_somebody_is():
    [anna] = vcards.read((SAMPLES / "contact.vcf").read_bytes())
    assert (anna.name, anna.organisation) == ("Anna Keller", "Alpine Guides")
    assert anna.numbers == ("+1 202-555-0187",)
    assert anna.emails == ("anna.keller@example.com",)


def test_a_file_may_have_several_cards():
    names = [card.name for card in vcards.read((SAMPLES / "contacts.vcf").read_bytes())]
    assert names == ["Anna Keller", "José Núñez"]


def test_numbers_come_in_groups_twice_and_as_links():
    [card] = read(
        "FN:Ann",
        "item1.TEL;waid=391:+39 1",
        "item1.X-ABLabel:Mobile",
        "TEL:+39 1",
        "TEL;VALUE=uri:tel:+39-2",
    )
    assert card.numbers == ("+39 1", "+39-2")


def test_an_organisation_has_its_units():
    [card] = read("FN:Ann", "ORG:Northwind;Tents")
    assert card.organisation == "Northwind, Tents"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("ORG:Northwind", "Northwind"),
        ("TEL:+39 1", "+39 1"),
        ("EMAIL:a@x.org", "a@x.org"),
    ],
)
def test_who_has_no_name_is_called_by_what_there_is(line, name):
    assert [card.name for card in read(line)] == [name]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"BEGIN:VCARD",
        b"BEGIN:VCARD\nFN",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        MINIMAL.format("NOTE:nobody").encode(),
        b"BEGIN:VCARD\n" * 5000,
        b"x" * (vcards.MAX_BYTES + 1),
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_no_card_has_no_contacts(data):
    assert vcards.read(data) == ()


def test_a_line_that_cannot_be_read_is_skipped_and_stays_out_of_the_log(caplog, capfd):
    [card] = read("FN:Ann", "a secret", "TEL:+39 1")
    assert card.numbers == ("+39 1",)
    assert "secret" not in caplog.text + "".join(capfd.readouterr())
