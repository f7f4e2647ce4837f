"""What a template looks like to the customer, in Discuss and before it is sent."""

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import plaintext2html

from ..whatsapp import template

LABEL = Markup(
    '<div class="o-whatsapp-label"><i class="fa fa-file-text-o"></i> %s</div>'
)
HEADER = Markup("<strong>%s</strong><br/>")
MEDIA = Markup(
    '<div><a href="%s" target="_blank"><i class="fa fa-paperclip"></i> %s</a></div>'
)
FOOTER = Markup('<br/><small class="text-muted">%s</small>')
BUTTON = Markup('<div class="o-whatsapp-templateButton">%s</div>')


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
        """The card that stands in Discuss: as the phone shows it, under its name."""
        face = self._face(values)
        media = face.media_url and MEDIA % (face.media_url, self.env._("Attachment"))
        parts = (
            LABEL % self.display_name,
            media,
            face.header and HEADER % face.header,
            plaintext2html(face.body, with_paragraph=False),
            face.footer and FOOTER % face.footer,
            *(BUTTON % title for title in face.buttons),
        )
        return Markup("").join(parts)
