"""What Twilio fetches: the file of one message, by a signed link that expires, and
that of a template, by its own link.
"""

from werkzeug.exceptions import NotFound

from odoo import SUPERUSER_ID, http
from odoo.http import request

from ..models.whatsapp_twilio_template_media import owner_of_link


class TwilioMedia(http.Controller):
    _url = (
        "/whatsapp_twilio/media/<string:uuid>"
        "/<int:expires>-<string:signature>/<string:name>"
    )

    @http.route(
        _url,
        type="http",
        auth="none",  # the signature says that Twilio got this link from us
        readonly=True,
        methods=["GET", "HEAD"],
        save_session=False,
    )
    def file(self, uuid, expires, signature, name, **_query):
        """The file as it was sent; GET, HEAD, ranges and ETag are the stream's own."""
        if not request.db:  # several databases, and none that the host name picks
            raise NotFound()
        rows = request.env(user=SUPERUSER_ID)["whatsapp.twilio.message"]
        row = rows._of_link(uuid, expires, signature, name)
        if not row:
            raise NotFound()
        try:
            stream = row.attachment_id._to_http_stream()
        except FileNotFoundError as error:  # the row is there, its file is not
            raise NotFound() from error
        stream.mimetype, stream.download_name = row.mimetype, name
        return stream.get_response(as_attachment=False)

    @http.route(
        "/whatsapp_twilio/template/<string:token>/<string:name>",
        type="http",
        auth="none",  # the token says that Twilio got this link from us
        readonly=True,
        methods=["GET", "HEAD"],
        save_session=False,
    )
    def template_file(self, token, name, **_query):
        """The file that an administrator uploaded for a template or its cards."""
        if not request.db:
            raise NotFound()
        env = request.env(user=SUPERUSER_ID)
        owner = owner_of_link(env, token)
        if not owner:
            raise NotFound()
        stream = env["ir.binary"]._get_stream_from(
            owner, "media_file", filename=owner.media_name
        )
        return stream.get_response(as_attachment=False)
