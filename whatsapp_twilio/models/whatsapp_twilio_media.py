"""A file that a customer sent: there at once as a placeholder, then as a file."""

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ..gateway import media
from . import scheduled
from .roles import ADMIN

_lt = LazyTranslate(__name__)

WAITING, DONE, FAILED = "waiting", "done", "failed"
# Why a file did not come, in one plain sentence that says what to do.
CAUSES = {
    media.GONE: _lt(
        "Twilio does not have this file any more. Ask the customer to send it again."
    ),
    media.NO_ACCESS: _lt(
        "Twilio did not give us the file. Ask an administrator to check the account."
    ),
    media.REFUSED_ADDRESS: _lt(
        "The file is at an address that is not Twilio's. Ask the customer to send it "
        "again."
    ),
    media.TOO_LARGE: _lt(
        "The file is too large. Ask the customer to send a smaller one."
    ),
    media.UNAVAILABLE: _lt("The file could not be fetched. Try again later."),
}


class WhatsappTwilioMedia(models.Model):
    _name = "whatsapp.twilio.media"
    _description = "WhatsApp File"
    _inherit = "whatsapp.twilio.worker"
    _order = "message_id, index"
    _rec_name = "name"

    message_id = fields.Many2one(
        "whatsapp.twilio.message", required=True, readonly=True, ondelete="cascade"
    )
    index = fields.Integer(required=True, readonly=True)
    kind = fields.Char(required=True, readonly=True)
    is_ad = fields.Boolean(
        "Of an ad", readonly=True, help="The picture of the ad the customer came from."
    )
    url = fields.Char("URL", readonly=True, groups=ADMIN)
    name = fields.Char(readonly=True)
    content_type = fields.Char(readonly=True, help="As Twilio said it.")
    state = fields.Selection(
        [(WAITING, "Being fetched"), (DONE, "Done"), (FAILED, "Failed")],
        default=WAITING,
        required=True,
        readonly=True,
    )
    cause = fields.Char(readonly=True)
    cause_in_words = fields.Char("Why", compute="_compute_cause_in_words")
    attempts = fields.Integer(readonly=True)
    next_attempt_at = fields.Datetime(readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment",
        "File",
        ondelete="set null",
        readonly=True,
        index="btree_not_null",
    )

    _index_unique = models.Constraint(
        "UNIQUE(message_id, index)", "This file is already here."
    )
    # What the worker looks for, so that history never slows it down.
    _to_fetch_idx = models.Index("(id) WHERE state = 'waiting'")

    @api.depends("cause")
    def _compute_cause_in_words(self):
        for row in self:
            row.cause_in_words = str(CAUSES.get(row.cause, "")) or False

    @api.model
    def _values(self, event, index):
        """A new row for one file of an event."""
        item = event.media[index]
        return {
            "index": index,
            "kind": item.kind,
            "is_ad": item.is_ad,
            "url": item.url,
            "content_type": item.content_type,
            # Twilio tells the name of a document where others have their text.
            "name": event.body if event.body != event.text and not item.is_ad else "",
        }

    def action_retry(self):
        """Fetch files that failed once more, now."""
        self.check_access("read")
        # sudo: whatsapp.twilio.media - nobody may write these rows by hand
        failed = self.sudo().filtered(lambda row: row.state == FAILED)
        failed.write(
            {"state": WAITING, "cause": False, "attempts": 0, "next_attempt_at": False}
        )
        self._wake_fetcher()
        failed.message_id.mail_message_id._notify_whatsapp_content()

    @api.model
    def _wake_fetcher(self):
        scheduled.wake(self.env, scheduled.FETCH_MEDIA)

    def _to_content(self):
        """What the bubble tells about this file (see ``mail.message``)."""
        return {
            "id": self.id,
            "kind": self.kind,
            "name": self.attachment_id.name or self.name or "",
            "state": self.state,
            "cause": self.cause_in_words,
            "can_retry": self.state == FAILED,
            "attachment_id": self.attachment_id.id,
        }
