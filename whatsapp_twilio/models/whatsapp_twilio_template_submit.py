"""A draft on its way to WhatsApp: made at Twilio, then handed in for approval.

A worker does it in two steps, each committed. What it finds at Twilio from a step
that was cut off, it goes on with; so nothing is made twice and nothing is lost. What
fails waits for the next run, and nothing waits for it.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..gateway import templates
from ..whatsapp import template
from . import scheduled
from .whatsapp_twilio_template import DRAFT, SUBMITTING

DECIDED = (template.APPROVED, "rejected", "paused", "disabled")


class WhatsappTwilioTemplate(models.Model):
    _inherit = "whatsapp.twilio.template"

    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    submitted_at = fields.Datetime(readonly=True, copy=False)

    def _track_subtype(self, init_values):
        """Whoever follows it is told what WhatsApp decided."""
        if "approval_state" in init_values and self.approval_state in DECIDED:
            return self.env.ref("mail.mt_comment")
        return super()._track_subtype(init_values)

    def action_submit(self):
        """Have a worker hand it in, once no rule is broken; its author is told more."""
        self.check_access("write")
        for one in self:
            one._check_submittable()
        self.write(
            {
                "approval_state": SUBMITTING,
                "submit_error": False,
                "rejection_reason": False,
                "submitted_by_id": self.env.user.id,
                "submitted_at": fields.Datetime.now(),
            }
        )
        self.message_subscribe(self.env.user.partner_id.ids)
        self._wake_submitter()

    def _check_submittable(self):
        if self.approval_state != DRAFT or not self.active:
            raise UserError(self.env._("Only a draft can be submitted."))
        if found := self._problems():
            raise UserError(
                self.env._(
                    "WhatsApp would refuse it:\n%(problems)s",
                    problems="\n".join(f"• {sentence}" for sentence in found),
                )
            )

    @api.model
    def _wake_submitter(self):
        scheduled.wake(self.env, scheduled.SUBMIT_TEMPLATES)

    @api.model
    def _cron_submit(self):
        """Submit what waits for it, then look how the approvals go."""
        waiting = self.search([("approval_state", "=", SUBMITTING)])
        for one in waiting:
            one._alone(one._make_content, one._note_failure)
            one._alone(one._request_approval, one._note_failure)
        if waiting:
            scheduled.wake(self.env, scheduled.SYNC_TEMPLATES)

    def _make_content(self):
        """Have the template at Twilio, once, and keep its SID."""
        if self.approval_state != SUBMITTING or self.content_sid:
            return
        self._asking(self._make_or_find)

    def _make_or_find(self, twilio):
        for sid, types in templates.find(twilio, self.name, self.language):
            if types == self.types:
                self.content_sid = sid
                return
        self.content_sid = templates.create(
            twilio,
            name=self.name,
            language=self.language,
            types=self.types,
            samples=self.variables or {},
        )

    def _request_approval(self):
        """Hand it in to WhatsApp, unless that happened before or cannot be."""
        if self.approval_state == SUBMITTING and self.content_sid:
            self._asking(self._hand_in)

    def _hand_in(self, twilio):
        self.submit_error = False  # an earlier run's
        if self.content_type in template.IN_SESSION_ONLY:
            self.approval_state = template.UNSUBMITTED
            return
        state = templates.approval_state(twilio, self.content_sid)
        if state == template.UNSUBMITTED:
            state = templates.request_approval(
                twilio, self.content_sid, name=self.name, category=self.category
            )
        known = state in template.APPROVAL_STATES
        self.approval_state = state if known else "pending"
