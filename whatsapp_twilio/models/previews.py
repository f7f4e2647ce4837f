"""One line that tells what a message is, where it has no text."""

from odoo.tools.translate import LazyTranslate

from ..gateway import contents

_lt = LazyTranslate(__name__)

PREVIEWS = {
    contents.AUDIO: _lt("Voice message"),
    contents.CONTACTS: _lt("Contact"),
    contents.DOCUMENT: _lt("Document"),
    contents.IMAGE: _lt("Photo"),
    contents.LOCATION: _lt("Location"),
    contents.STICKER: _lt("Sticker"),
    contents.UNSUPPORTED: _lt("A message for the phone only"),
    contents.VIDEO: _lt("Video"),
}


def preview_of(kind, file_name=None):
    """What a list of conversations says of a message of this kind without a text."""
    if kind == contents.DOCUMENT and file_name:
        return file_name
    return str(PREVIEWS.get(kind, ""))
