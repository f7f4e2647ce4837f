"""What a template looks like to the customer, in Discuss and before it is sent."""

from markupsafe import Markup

from odoo import fields, models

from ..whatsapp import face as faces
from ..whatsapp import template
from . import template_html as html
from .whatsapp_twilio_template_media import owner_of_link


class WhatsappTwilioTemplate(models.Model):
    _inherit = "whatsapp.twilio.template"

    preview = fields.Html(compute="_compute_preview")

    def _compute_preview(self):
        for one in self:
            one.preview = one._to_html({})

    def _face(self, values):
        """The template with these values for its variables."""
        return template.filled(template.read_face(self.types or {}), values)

    def _to_html(self, values):
        """The card as the phone shows it, under its name; its picture is fetched from
        where it is when one looks, so this is for before it is sent."""
        return self._draw(self._face(values), self._picture)

    def _to_bubble(self, values):
        """The card that stands in Discuss: its picture is a link, so that years later
        no agent's browser calls a foreign server to show what may have changed."""
        return self._draw(self._face(values), self._file)

    def _draw(self, face, media):
        return html.LABEL % self.display_name + html.FACE % self._parts(face, media)

    def _parts(self, face, media):
        parts = (
            face.media and media(face.media),
            face.header and html.HEADER % face.header,
            html.place(face.place),
            face.body and html.body(face.body),
            face.footer and html.FOOTER % face.footer,
            self._buttons(face),
            self._cards(face, media),
            not face.is_known and self._excuse(),
        )
        return Markup().join(filter(None, parts))

    def _buttons(self, face):
        titled = ((one, one.title or self._own_words(one)) for one in face.buttons)
        return Markup().join(html.button(*one, face.items) for one in titled)

    def _own_words(self, button):
        """What WhatsApp writes on a button that has no title."""
        if button.kind == faces.CATALOG:
            return self.env._("View catalog")
        return self.env._("Open")

    def _cards(self, face, media):
        cards = (html.CARD % self._parts(card, media) for card in face.cards)
        return face.cards and html.CARDS % Markup().join(cards)

    def _picture(self, media):
        if self._is_not_saved_yet(media.url):
            words = self.env._("You see it here once this is saved.")
            return html.file(media, self._kind(media), words)
        is_whole = html.is_web(media.url) and not faces.VARIABLE.search(media.url)
        if media.kind != faces.IMAGE or not is_whole:
            return self._file(media)
        return html.PICTURE % (media.url, self.env._("Picture of the template"))

    def _file(self, media):
        return html.file(media, self._kind(media), html.link(media))

    def _kind(self, media):
        words = {
            faces.IMAGE: self.env._("Image"),
            faces.VIDEO: self.env._("Video"),
            faces.DOCUMENT: self.env._("Document"),
        }
        return words[media.kind]

    def _is_not_saved_yet(self, url):
        """Whether a file was uploaded into a form, from where nobody can load it."""
        uploads = self._uploads()
        if self.id or not (uploads and url.startswith(uploads)):
            return False
        token = url.removeprefix(uploads).partition("/")[0]
        return not owner_of_link(self.env, token)

    def _excuse(self):
        return html.EXCUSE % self.env._(
            "This kind of template can't be previewed here: the customer may see more "
            "than this."
        )
