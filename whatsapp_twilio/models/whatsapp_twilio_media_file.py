"""From bytes to an attachment: its type is what it is, its name harms nobody."""

import mimetypes
import re

from odoo import Command, models
from odoo.tools.mimetypes import guess_mimetype

from ..gateway import contents
from .previews import preview_of

OGG = "audio/ogg"
PLAIN = "text/plain"
UNKNOWN = "application/octet-stream"
NAME_MAX = 120
# One name for each type, where detectors and we differ.
_SAME_TYPE = {
    "application/ogg": OGG,
    "audio/x-hx-aac-adts": "audio/aac",
    "audio/x-m4a": "audio/mp4",
    "text/x-vcard": "text/vcard",
    "video/ogg": OGG,
}
# The same container with sound alone.
_SOUND_OF = {"video/mp4": "audio/mp4", "video/3gpp": "audio/3gpp"}
# What WhatsApp carries, where Odoo runs without libmagic.
_BEGINNINGS = (
    (0, b"OggS", OGG),
    (0, b"#!AMR", "audio/amr"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
    (4, b"ftyp3g", "video/3gpp"),
    (4, b"ftyp", "video/mp4"),
)
_VCARD = re.compile(rb"\s*BEGIN:VCARD", re.IGNORECASE)
# Pages, drawings and scripts, under whatever name: shown as the text they are.
_RUNS = re.compile(r"text/|image/|.*(xml|html|script)")
# Types that no browser runs.
_HARMLESS = re.compile(
    r"(audio|video)/[\w.+-]+"
    r"|image/(jpeg|png|gif|webp|bmp|tiff|heic|heif|avif)"
    r"|text/(plain|csv|vcard|calendar)"
    r"|application/(pdf|zip|msword|rtf|octet-stream|vnd\.[\w.-]+)"
)
_EXTENSIONS = {OGG: ".ogg", "audio/mp4": ".m4a", "audio/mpeg": ".mp3", UNKNOWN: ""}


class WhatsappTwilioMedia(models.Model):
    _inherit = "whatsapp.twilio.media"

    def _attach(self, data):
        """The file, in the message and in its channel, as the customer sent it."""
        message, mimetype = self.message_id.mail_message_id, type_of(data, self.kind)
        # sudo: ir.attachment - the worker keeps files for customers, who have no user
        attachments = self.env["ir.attachment"].sudo()
        attachment = attachments.with_context(image_no_postprocess=True).create(
            {
                "name": self._file_name(mimetype),
                "raw": data,
                "mimetype": mimetype,
                "res_model": "discuss.channel",
                "res_id": self.message_id.conversation_id.channel_id.id,
            }
        )
        if mimetype == OGG:
            attachment._set_voice_metadata()
        message.attachment_ids = [Command.link(attachment.id)]
        return attachment

    def _file_name(self, mimetype):
        name = clean_name(self.name or "") or preview_of(self.kind)
        extension = _EXTENSIONS.get(mimetype, mimetypes.guess_extension(mimetype) or "")
        return name if re.search(r"\.\w{1,5}$", name) else name + extension


def type_of(data, kind):
    """The MIME type of these bytes; what a browser might run is plain text."""
    mimetype = guess_mimetype(data, default=UNKNOWN).lower()
    if mimetype == UNKNOWN or (mimetype == PLAIN and _VCARD.match(data)):
        mimetype = _by_beginning(data) or mimetype
    mimetype = _SAME_TYPE.get(mimetype, mimetype)
    if kind == contents.AUDIO:
        mimetype = _SOUND_OF.get(mimetype, mimetype)
    if _HARMLESS.fullmatch(mimetype):
        return mimetype
    return PLAIN if _RUNS.match(mimetype) else UNKNOWN


def _by_beginning(data):
    if _VCARD.match(data):
        return "text/vcard"
    found = (kind for at, start, kind in _BEGINNINGS if data.startswith(start, at))
    return next(found, "")


def clean_name(name):
    """A file name of a customer, without what is none: paths, unseen characters."""
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(c for c in name if c.isprintable() and c not in '<>:"|?*')
    name = name.strip(" .")
    stem, dot, extension = name.rpartition(".")
    too_long = len(name) - NAME_MAX
    if too_long > 0 and dot and len(extension) < 10:
        return f"{stem[:-too_long].strip()}.{extension}"
    return name[:NAME_MAX]
