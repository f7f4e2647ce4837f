import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.whatsapp_twilio.whatsapp import parts
from odoo.addons.whatsapp_twilio.whatsapp.limits import TEXT_MAX, text_length

PREFIX = re.compile(r"\((\d+)/(\d+)\) ")
FAMILY = "👩‍👩‍👧‍👦"


def contents(messages):
    return [PREFIX.sub("", message, count=1) for message in messages]


def test_what_fits_stays_as_it_is():
    text = "x" * TEXT_MAX
    assert parts.split(text) == [text]


def test_one_character_more_makes_two_numbered_parts():
    messages = parts.split("x" * (TEXT_MAX + 1))
    assert [message[:6] for message in messages] == ["(1/2) ", "(2/2) "]


@pytest.mark.parametrize(
    ("left", "between", "right"),
    [
        ("a" * 700 + "\nline. Sentence " + "b" * 300, "\n\n", "c" * 1000),
        ("A sentence. " + "a" * 1000, "\n", "b c. " * 200 + "d" * 200),
        ("a" * 1000 + ".", " ", "b c " + "d" * 800),
        ("a" * 100, " ", "b" * 1580),
    ],
    ids=["paragraph", "line", "sentence", "word"],
)
def test_a_text_breaks_where_a_person_would(left, between, right):
    assert contents(parts.split(left + between + right)) == [left, right]


def test_a_word_that_just_fits_stays_whole():
    room = TEXT_MAX - len("(1/2) ")
    words = ["a" * room, "b" * room]
    assert contents(parts.split(" ".join(words))) == words


@pytest.mark.parametrize("seen", [FAMILY, "e\u0301", "👍🏽", "🇮🇹", "❤️"])
def test_what_looks_like_one_character_is_not_torn(seen):
    for shift in range(len(seen)):
        for piece in contents(parts.split("x" * shift + seen * 900)):
            assert piece.lstrip("x").replace(seen, "") == ""


def test_ten_parts_and_more_are_numbered_as_such():
    messages = parts.split("word " * 4000)
    assert messages[0].startswith(f"(1/{len(messages)}) ")
    assert len(messages) > 9


texts = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(["\n\n", "\n", ". ", " ", FAMILY, "x" * 900, "🎉" * 500]),
    ),
    min_size=1,
    max_size=60,
).map("".join)


@given(texts)
def test_nothing_is_lost_and_each_part_fits(text):
    messages = parts.split(text)
    assert all(text_length(message) <= TEXT_MAX for message in messages)
    if len(messages) == 1:
        assert messages == [text] or not text.strip()
        return
    numbers = [PREFIX.match(message).groups() for message in messages]
    total = str(len(messages))
    assert numbers == [(str(i + 1), total) for i in range(len(messages))]
    assert all(contents(messages))
    assert squeezed("".join(contents(messages))) == squeezed(text)


def squeezed(text):
    return "".join(text.split())
