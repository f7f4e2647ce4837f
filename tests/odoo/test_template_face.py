from lxml import html

from odoo.tests import tagged
from odoo.tools import html2plaintext, html_sanitize

from .test_templates import TemplateCase

PICTURE = "https://example.com/tent.jpg"
REPLY = {"type": "QUICK_REPLY", "title": "Yes", "id": "yes"}
LINK = {"type": "URL", "title": "Look", "url": "https://example.com/sale"}
TYPES = {
    "twilio/text": {"body": "Hi *{{1}}*"},
    "twilio/media": {"body": "Look", "media": [PICTURE]},
    "twilio/location": {"latitude": 46.7, "longitude": 7.9, "label": "Hut"},
    "twilio/list-picker": {
        "body": "When?",
        "button": "Choose",
        "items": [{"id": "am", "item": "Morning", "description": "9 to 12"}],
    },
    "whatsapp/card": {
        "header_text": "Sale",
        "body": "20% off",
        "footer": "Northwind",
        "actions": [REPLY, LINK],
    },
    "twilio/carousel": {
        "body": "New",
        "cards": [
            {"body": "Two", "media": PICTURE, "actions": [REPLY]},
            {"body": "Three", "media": PICTURE, "actions": [LINK]},
        ],
    },
    "twilio/catalog": {"body": "All tents", "id": "7"},
    "acme/new": {"body": "Hello"},
}


@tagged("post_install", "-at_install")
class TestTemplateFace(TemplateCase):
    def template(self, kind):
        content = self.content(1, types={kind: TYPES[kind]})
        self.fetch(self.page(content))
        return self.templates

    def drawn(self, kind, values=None):
        return html.fromstring(str(self.template(kind)._to_html(values or {})))

    def test_whatsapps_markup_is_drawn_and_what_is_filled_in_stays_text(self):
        bubble = self.template("twilio/text")._to_bubble({"1": "<b>Ana</b>"})
        self.assertIn("Hi <strong>&lt;b&gt;Ana&lt;/b&gt;</strong>", bubble)

    def test_agents_see_a_template_with_pictures(self):
        for kind in ("twilio/media", "twilio/carousel"):
            with self.subTest(kind):
                one = self.template(kind).with_user(self.ann)
                self.env.invalidate_all()
                self.assertIn(PICTURE, one.preview)

    def test_a_picture_is_shown_before_and_linked_after_it_was_sent(self):
        one = self.template("twilio/media")
        self.assertIn(f'<img src="{PICTURE}"', one._to_html({}))
        self.assertIn(f'<img src="{PICTURE}"', one.preview)
        bubble = one._to_bubble({})
        self.assertNotIn("<img", bubble)
        self.assertIn(f'href="{PICTURE}"', bubble)
        self.assertIn("tent.jpg", html2plaintext(bubble))

    def test_a_list_opens_its_rows_without_any_script(self):
        [rows] = self.drawn("twilio/list-picker").xpath("//details")
        self.assertEqual(rows.findtext("summary").strip(), "")
        self.assertEqual(rows.find("summary").text_content().strip(), "Choose")
        self.assertEqual(rows.xpath("ul/li/strong/text()"), ["Morning"])

    def test_a_location_is_a_pin_with_a_map(self):
        [link] = self.drawn("twilio/location").xpath("//a/@href")
        self.assertIn("query=46.7,7.9", link)

    def test_each_card_has_its_own_buttons(self):
        cards = self.drawn("twilio/carousel").find_class("o-whatsapp-faceCard")
        buttons = [one.find_class("o-whatsapp-templateButton") for one in cards]
        titles = [[one.text_content().strip() for one in some] for some in buttons]
        self.assertEqual(titles, [["Yes"], ["Look"]])

    def test_an_unknown_type_says_that_it_can_not_be_previewed(self):
        words = self.drawn("acme/new").text_content()
        self.assertIn("Hello", words)
        self.assertIn("can't be previewed", words)

    def test_odoo_keeps_every_part_of_every_type(self):
        for kind in TYPES:
            with self.subTest(kind):
                drawn = self.template(kind)._to_html({})
                kept = html_sanitize(drawn, sanitize_style=True)
                for look in ("//@class", "//@href", "//@src", "//summary", "//i"):
                    before = html.fromstring(str(drawn)).xpath(f"count({look})")
                    after = html.fromstring(str(kept)).xpath(f"count({look})")
                    self.assertEqual(before, after, look)

    def test_it_reads_well_without_style(self):
        words = html2plaintext(self.template("whatsapp/card")._to_bubble({}))
        lines = [line.strip() for line in words.split("\n") if line.strip()]
        self.assertEqual(
            lines,
            [
                "order_1 (en)",
                "*Sale*",
                "20% off",
                "Northwind",
                "Yes",
                "Look [1]",
                "[1] https://example.com/sale",
            ],
        )
