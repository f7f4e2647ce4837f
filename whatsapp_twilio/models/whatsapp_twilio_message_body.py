"""The bubble of a customer's message, as HTML that reads well without any style."""

from markupsafe import Markup

from odoo import models
from odoo.tools.translate import LazyTranslate

from ..gateway import events
from ..whatsapp import markup

_lt = LazyTranslate(__name__)

_LABEL = Markup('<div class="o-whatsapp-label"><i class="fa fa-%s"></i> %s</div>')
_CARD = Markup(
    '<div class="o-whatsapp-card o-whatsapp-%s"><i class="fa fa-%s"></i>'
    "<div>%s</div></div>"
)
_LINK = Markup('<a href="%s" target="_blank" rel="noreferrer noopener">%s</a>')
# https://developers.google.com/maps/documentation/urls/get-started#search-action
_MAP = "https://www.google.com/maps/search/?api=1&query=%s,%s"
_FORWARDED = {
    events.FORWARDED: _lt("Forwarded"),
    events.FORWARDED_OFTEN: _lt("Forwarded many times"),
}


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    def _to_html(self, event):
        """Marks and cards, then the text; a message is never empty for no reason."""
        text = event.text or (event.answer.title if event.answer else "")
        parts = [
            self._forwarded_label(event),
            self._answer_label(event),
            self._referral_card(event.referral),
            self._location_card(event.location),
            *map(_contact_card, self.contacts or ()),
            Markup(markup.to_html(text)),
        ]
        return Markup().join(parts) if any(parts) or event.media else self._excuse()

    def _forwarded_label(self, event):
        label = _FORWARDED.get(event.forwarded)
        return _LABEL % ("share", str(label)) if label else ""

    def _answer_label(self, event):
        return _LABEL % ("reply", self.env._("Quick reply")) if event.answer else ""

    def _location_card(self, location):
        if not location:
            return ""
        place = (round(location.latitude, 6), round(location.longitude, 6))
        link = _LINK % (_MAP % place, "{}, {}".format(*place))
        return _CARD % (
            "location",
            "map-marker",
            _strong(location.label) + _line(location.address) + link,
        )

    def _referral_card(self, referral):
        if not referral:
            return ""
        source = " ".join(filter(None, [referral.source_type, referral.source_id]))
        return _CARD % (
            "referral",
            "bullhorn",
            _strong(referral.headline)
            + _line(referral.body)
            + _line(_web_link(referral.url))
            + _line(source),
        )

    def _excuse(self):
        excuse = self.env._(
            "This kind of message can't be shown here: open it on the phone."
        )
        return _CARD % ("unsupported", "mobile", _line(excuse))


def _contact_card(contact):
    return _CARD % (
        "contact",
        "user",
        _strong(contact["name"])
        + _line(contact["organisation"])
        + Markup().join(map(_phone_line, contact["numbers"])),
    )


def _phone_line(number):
    dialled = "".join(c for c in number if c in "+0123456789")
    return _line(Markup('<a href="tel:%s">%s</a>') % (dialled, number))


def _web_link(url):
    return _LINK % (url, url) if url.startswith(("https://", "http://")) else url


def _strong(text):
    return Markup("<strong>%s</strong>") % text if text else Markup()


def _line(text):
    return Markup("<div>%s</div>") % text if text else Markup()
