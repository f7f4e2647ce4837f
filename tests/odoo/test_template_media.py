"""The files of templates and cards: uploaded, checked, and fetched by Twilio."""

import base64

from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, tagged

from odoo.addons.whatsapp_twilio.whatsapp.limits import IMAGE_MAX

from . import files
from .common import WhatsAppMixin
from .test_template_drafts import DraftCase

COLORS = ("red", "blue")


@tagged("post_install", "-at_install")
class TestTemplateMedia(DraftCase):
    def test_a_file_that_whatsapp_does_not_show_is_refused(self):
        with self.assertRaises(ValidationError):
            self.draft(media_file=base64.b64encode(b"GIF89a"), media_name="a.gif")

    def test_a_file_that_is_too_big_is_refused_and_told_how_big(self):
        big = files.image() + bytes(IMAGE_MAX)
        with self.assertRaisesRegex(ValidationError, "5.1 MB.*up to 5 MB"):
            self.draft(media_file=base64.b64encode(big), media_name="a.png")

    def test_a_picture_is_seen_in_the_form_once_it_is_saved(self):
        picture = base64.b64encode(files.image())
        draft = self.draft(kind="twilio/media", media_name="a.png")
        with self.draft_form(draft) as form:
            form.media_file = picture
            self.assertIn("once this is saved", form.preview)
            self.assertFalse(form.problem_count)
        self.assertIn("<img", form.record.preview)
        with self.draft_form(form.record) as form:
            form.text = "Hello {{1}}, the news about your request are good."
            self.assertIn("<img", form.preview)
            form.media_file = base64.b64encode(files.image(color="blue"))
            self.assertIn("once this is saved", form.preview)

    def test_a_film_that_phones_may_not_play_is_refused(self):
        film = b"\0\0\0\x14ftypisom" + bytes(8)
        with self.assertRaisesRegex(ValidationError, "may not play"):
            self.draft(media_file=base64.b64encode(film), media_name="a.mp4")

    def test_a_card_takes_pictures_and_films_only(self):
        card = {"media_file": base64.b64encode(files.PDF), "media_name": "a.pdf"}
        with self.assertRaisesRegex(ValidationError, "on a card"):
            self.draft(card_ids=[(0, 0, card)])


@tagged("post_install", "-at_install")
class TestTemplateMediaLink(WhatsAppMixin, HttpCase):
    BASE = "https://odoo.example.com"

    def draft(self, **values):
        account = {"account_id": self.account.id, "name": "news"}
        return self.env["whatsapp.twilio.template"].create({**account, **values})

    def links(self, draft):
        """Where Twilio finds the files of a template."""
        content = draft.types[draft.kind]
        return content.get("media") or [card["media"] for card in content["cards"]]

    def fetch(self, url):
        """What Twilio gets under an address that it was given."""
        self.assertTrue(url.startswith(f"{self.BASE}/whatsapp_twilio/"))
        return self.url_open(url.removeprefix(self.BASE))

    def test_twilio_gets_the_uploaded_file_by_its_link(self):
        draft = self.draft(
            kind="twilio/media",
            media_file=base64.b64encode(files.PDF),
            media_name="Price list.PDF",
        )
        [url] = self.links(draft)
        self.assertTrue(url.endswith("/file.pdf"))
        answer = self.fetch(url)
        self.assertEqual(answer.content, files.PDF)
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertEqual(self.fetch(url.replace("/file", "x/file")).status_code, 404)

    def test_twilio_gets_the_file_of_each_card(self):
        pictures = [files.image(color=color) for color in COLORS]
        draft = self.draft(
            kind="twilio/carousel",
            card_ids=[
                (0, 0, {"media_file": base64.b64encode(one), "media_name": "hat.png"})
                for one in pictures
            ],
        )
        got = [self.fetch(link).content for link in self.links(draft)]
        self.assertEqual(got, pictures)

    def test_another_file_has_another_link_as_links_are_cached(self):
        red, blue = (base64.b64encode(files.image(color=one)) for one in COLORS)
        card = {"media_file": red, "media_name": "hat.png"}
        draft = self.draft(kind="twilio/carousel", card_ids=[(0, 0, card)])
        before = self.links(draft)
        draft.card_ids.media_file = blue
        self.assertNotEqual(before, self.links(draft))
        self.assertEqual(self.fetch(*before).status_code, 404)

    def test_a_new_version_shows_the_same_files(self):
        file = {"media_file": base64.b64encode(files.image()), "media_name": "hat.png"}
        for values in (
            {"kind": "twilio/carousel", "card_ids": [(0, 0, file)]},
            {"kind": "twilio/media", **file},
        ):
            draft = self.draft(**values)
            version = draft.browse(draft.action_new_version()["res_id"])
            draft.active = False
            self.assertEqual(self.fetch(*self.links(version)).content, files.image())
