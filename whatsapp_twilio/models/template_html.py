"""The parts of a template as HTML: of tags and classes that Odoo keeps in messages,
one below the other without any style, and in plain text (which only knows <br/>).
"""

from markupsafe import Markup

from ..whatsapp import face, markup

LABEL = Markup(
    '<div class="o-whatsapp-label"><i class="fa fa-file-text-o"></i> %s<br/></div>'
)
FACE = Markup('<div class="o-whatsapp-face">%s</div>')
HEADER = Markup('<div class="o-whatsapp-faceHeader"><strong>%s</strong><br/></div>')
BODY = Markup('<div class="o-whatsapp-faceBody">%s<br/></div>')
FOOTER = Markup('<div class="o-whatsapp-faceFooter"><small>%s</small><br/></div>')
PICTURE = Markup('<div class="o-whatsapp-facePicture"><img src="%s" alt="%s"/></div>')
CARDS = Markup('<div class="o-whatsapp-faceCards">%s</div>')
CARD = Markup('<div class="o-whatsapp-faceCard">%s</div>')
EXCUSE = Markup(
    '<div class="o-whatsapp-card o-whatsapp-unsupported"><i class="fa fa-mobile"></i>'
    "<div>%s</div></div>"
)
_FILE = Markup(
    '<div class="o-whatsapp-card o-whatsapp-faceFile"><i class="fa fa-%s"></i>'
    "<div><strong>%s</strong><div>%s</div></div></div>"
)
_PLACE = Markup(
    '<div class="o-whatsapp-card o-whatsapp-location"><i class="fa fa-map-marker"></i>'
    "<div>%s%s%s</div></div>"
)
_BUTTON = Markup('<div class="o-whatsapp-templateButton">%s<br/></div>')
_ICON = Markup('<i class="fa fa-%s"></i> ')
_LINK = Markup('<a href="%s" target="_blank" rel="noreferrer noopener">%s</a>')
_LIST = Markup(
    '<details class="o-whatsapp-templateButton"><summary>%s</summary><ul>%s</ul>'
    "</details>"
)
_ITEM = Markup("<li><strong>%s</strong>%s</li>")
_LINE = Markup("<div>%s</div>")
# https://developers.google.com/maps/documentation/urls/get-started#search-action
_MAP = "https://www.google.com/maps/search/?api=1&query=%s,%s"
_FILE_ICONS = {
    face.IMAGE: "picture-o",
    face.VIDEO: "video-camera",
    face.DOCUMENT: "file-o",
}
_BUTTON_ICONS = {
    face.REPLY: "reply",
    face.LINK: "external-link",
    face.CALL: "phone",
    face.COPY: "clone",
    face.LIST: "list-ul",
    face.FLOW: "list-alt",
    face.CATALOG: "shopping-bag",
    face.OTHER: "hand-pointer-o",
}


def is_web(url):
    return url.startswith(("https://", "http://"))


def body(text):
    """WhatsApp's *bold*, lists and links as they are on the phone."""
    return BODY % Markup(markup.to_html(text))


def link(media):
    name = media.name or media.url
    return _LINK % (media.url, name) if is_web(media.url) else name


def file(media, kind, shown):
    return _FILE % (_FILE_ICONS[media.kind], kind, shown)


def place(one):
    if not one:
        return ""
    where = (one.latitude, one.longitude)
    label = one.label and Markup("<strong>%s</strong>") % one.label
    return _PLACE % (
        label,
        one.address and _LINE % one.address,
        _LINK % (_MAP % where, "{}, {}".format(*where)),
    )


def button(one, title, items):
    """A button under its words; that of a list opens its rows."""
    icon = _ICON % _BUTTON_ICONS[one.kind]
    if one.kind == face.LIST:
        return _LIST % (icon + title, Markup().join(map(_row, items)))
    if one.kind == face.LINK and is_web(one.target):
        return _BUTTON % (icon + _LINK % (one.target, title))
    return _BUTTON % (icon + title)


def _row(item):
    return _ITEM % (item.title, item.description and _LINE % item.description)
