import pytest

from odoo.addons.whatsapp_twilio.gateway import callback


@pytest.mark.parametrize(
    ("base", "is_called"),
    [
        ("https://odoo.example.com", True),
        ("https://odoo.example.com:8443/sub_folder/", True),
        ("http://127.0.0.1:8069", True),
        ("odoo.example.com", False),
        ("ftp://odoo.example.com", False),
        ("https://my_odoo.example.com", False),
        ("https://odoo.example.com/?db=one", False),
        (" https://odoo.example.com", False),
        ("https://", False),
    ],
)
def test_twilio_calls_web_addresses_without_an_underscore_in_the_host(base, is_called):
    assert callback.is_callable(base) == is_called
