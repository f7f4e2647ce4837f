import pytest

from odoo.addons.whatsapp_twilio.whatsapp.markup import to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Hello", "Hello"),
        ("a<br>b<br/><br/>c", "a\nb\n\nc"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("two  spaces", "two  spaces"),
        ('see <a href="https://x.org/">https://x.org/</a>', "see https://x.org/"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("  <br> ", ""),
        ("👋&nbsp;hi", "👋 hi"),
    ],
)
def test_the_customer_gets_the_text_that_the_agent_sees(html, text):
    assert to_text(html) == text
