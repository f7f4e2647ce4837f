"""A batch: one template to many people, sent in the background."""

from odoo import api, fields, models
from odoo.tools import split_every

from . import scheduled

RUNNING, PAUSED, DONE, CANCELED = "running", "paused", "done", "canceled"
STATES = [
    (RUNNING, "Sending"),
    (PAUSED, "Paused"),
    (DONE, "All on their way"),
    (CANCELED, "Canceled"),
]
# What to do with whom the messaging limit has no place for.
WAIT, LEAVE_OUT = "wait", "leave_out"
OVER_LIMIT = [
    (WAIT, "They wait until there is room"),
    (LEAVE_OUT, "They are left out"),
]


class WhatsappTwilioBatch(models.Model):
    _name = "whatsapp.twilio.batch"
    _description = "WhatsApp Batch"
    _inherit = "whatsapp.twilio.worker"
    _order = "id desc"

    name = fields.Char(compute="_compute_name", store=True)
    # Who deletes one of these keeps the record of what was sent.
    template_id = fields.Many2one(
        "whatsapp.twilio.template", readonly=True, ondelete="set null"
    )
    sender_id = fields.Many2one(
        "whatsapp.twilio.sender",
        "From",
        readonly=True,
        ondelete="set null",
        index=True,
    )
    user_id = fields.Many2one(
        "res.users", "Sent by", readonly=True, ondelete="set null"
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True
    )
    account_paused_at = fields.Datetime(related="sender_id.account_id.paused_at")
    res_model = fields.Char(required=True, readonly=True)
    values = fields.Json(readonly=True)
    paths = fields.Json(readonly=True)
    over_limit = fields.Selection(
        OVER_LIMIT,
        "Beyond the messaging limit",
        required=True,
        default=WAIT,
        readonly=True,
    )
    state = fields.Selection(STATES, required=True, default=RUNNING, readonly=True)
    resume_at = fields.Datetime(
        "Goes on at", readonly=True, help="When the messaging limit may have room."
    )
    problem = fields.Char(readonly=True, help="Why it was paused.")
    recipient_ids = fields.One2many("whatsapp.twilio.batch.recipient", "batch_id")
    message_ids = fields.One2many("whatsapp.twilio.message", "batch_id", "Messages")

    _at_work_idx = models.Index("(id) WHERE state IN ('running', 'paused')")

    @api.depends("template_id", "create_date")
    def _compute_name(self):
        for batch in self:
            batch.name = batch.template_id.display_name or batch.name

    @api.depends("sender_id.company_id")
    def _compute_company_id(self):
        """The sender's company, and still when the sender is deleted."""
        for batch in self:
            known = batch.sender_id or batch
            batch.company_id = known.company_id

    @api.model
    def _begin(self, letters, left_out, **values):
        """A batch for these letters; it goes out in the background after commit.

        :param letters: (Recipient, Letter) of whoever can be reached
        :param left_out: (Recipient, reason)
        """
        # sudo: whatsapp.twilio.batch - nobody writes batches by hand
        batch = self.sudo().create({"user_id": self.env.uid, **values})
        recipients = [one._to_batch(batch) for one, _letter in letters]
        recipients += [one._to_batch(batch, reason) for one, reason in left_out]
        for some in split_every(1000, recipients, list):
            batch.env["whatsapp.twilio.batch.recipient"].create(some)
        batch._wake()
        return self.browse(batch.id)

    def _wake(self, at=None):
        scheduled.wake(self.env, scheduled.BATCH, at)

    def _change(self, state, *former):
        """Move those in one of these states; the worker sees it at its next step."""
        self.check_access("read")
        # sudo: whatsapp.twilio.batch - people steer batches through us only
        moved = self.sudo().filtered(lambda batch: batch.state in former)
        moved.write({"state": state, "resume_at": False, "problem": False})
        return moved

    def action_pause(self):
        """Nothing more goes out until it is resumed."""
        self._change(PAUSED, RUNNING, DONE)

    def action_resume(self):
        """Go on where it stopped."""
        if self._change(RUNNING, PAUSED):
            self._wake()
            self.env["whatsapp.twilio.message"]._wake_dispatcher()

    def action_cancel(self):
        """Whoever has not been written to yet is not written to."""
        moved = self._change(CANCELED, RUNNING, PAUSED, DONE)
        moved.message_ids._cancel_queued()
        moved.recipient_ids.filtered(lambda one: one.state == "waiting").write(
            {"state": "left_out", "reason": self.env._("The rest was canceled")}
        )
