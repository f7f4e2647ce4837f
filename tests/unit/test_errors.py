import pytest

from odoo.addons.whatsapp_twilio.gateway import errors


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("63016", errors.SESSION_EXPIRED),
        (63016, errors.SESSION_EXPIRED),
        ("21610", errors.OPTED_OUT),
        ("20003", errors.ACCOUNT),
        ("63018", errors.LIMIT),
        ("63049", errors.MARKETING),
        ("63003", errors.NOT_ON_WHATSAPP),
        ("99999", errors.OTHER),
        ("", errors.OTHER),
    ],
)
def test_a_code_has_a_cause_that_people_understand(code, cause):
    assert errors.cause_of(code) == cause


def test_no_code_has_two_causes():
    codes = [code for codes in errors._CODES_OF.values() for code in codes.split()]
    assert len(codes) == len(set(codes))
