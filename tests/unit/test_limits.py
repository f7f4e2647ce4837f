import pytest

from odoo.addons.whatsapp_twilio.whatsapp import limits


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("Olá", 3), ("👋", 2), ("👩‍👧", 5)]
)
def test_a_text_is_as_long_as_twilio_counts_it(text, length):
    assert limits.text_length(text) == length
