"""Uploads into a WhatsApp conversation, made what WhatsApp takes where that helps."""

import io
from pathlib import PurePath

from werkzeug.datastructures import FileStorage

from odoo import http
from odoo.http import request

from odoo.addons.mail.controllers.attachment import AttachmentController

from ..models.discuss_channel import is_whatsapp
from ..tools import jpeg, voice_note


class WhatsAppAttachmentController(AttachmentController):
    @http.route()
    def mail_attachment_upload(
        self, ufile, thread_id, thread_model, is_pending=False, **kwargs
    ):
        convert = _wanted(kwargs)
        if convert and self._is_to_customer(thread_model, thread_id, **kwargs):
            try:
                ufile = convert(ufile)
            except jpeg.NoImage:
                return request.make_json_response(
                    {"error": {"message": _no_image(ufile)}}
                )
        return super().mail_attachment_upload(
            ufile, thread_id, thread_model, is_pending, **kwargs
        )

    def _is_to_customer(self, thread_model, thread_id, **kwargs):
        """Whether this person may post there, and there is on WhatsApp."""
        if thread_model != "discuss.channel":
            return False
        thread = self._get_thread_with_access_for_post(
            thread_model, thread_id, **kwargs
        )
        return bool(thread) and is_whatsapp(thread)


def _wanted(kwargs):
    """How to convert an upload, if at all."""
    if kwargs.pop("whatsapp_as_jpeg", None):
        return _to_jpeg
    return _to_voice_note if kwargs.get("voice") else None


def _to_jpeg(ufile):
    return _renamed(ufile, ".jpg", jpeg.convert(ufile.read()))


def _to_voice_note(ufile):
    """A voice note where the machine can make one; else the recording as it is."""
    if content := voice_note.convert(ufile.read()):
        return _renamed(ufile, ".ogg", content)
    ufile.seek(0)
    return ufile


def _renamed(ufile, suffix, content):
    name = str(PurePath(ufile.filename or "file").with_suffix(suffix))
    return FileStorage(io.BytesIO(content), filename=name)


def _no_image(ufile):
    return request.env._(
        "%(name)s cannot be converted: it is not an image that can be read. Save it "
        "as JPG or PNG, and attach it again.",
        name=ufile.filename,
    )
