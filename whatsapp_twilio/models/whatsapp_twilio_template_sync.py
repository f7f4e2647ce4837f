"""Templates as they are at Twilio: fetched by a worker, all of them or none."""

import logging
from datetime import timedelta

from odoo import api, fields, models

from ..gateway import client, templates
from ..gateway.errors import SendError
from ..whatsapp import template
from . import scheduled
from .whatsapp_twilio_template import SUBMITTING
from .whatsapp_twilio_worker import in_words

# WhatsApp decides within minutes, mostly: how soon one looks again.
WAITING = ("received", "pending")
LOOK_AGAIN = timedelta(minutes=3)

_logger = logging.getLogger(__name__)


class WhatsappTwilioAccount(models.Model):
    _inherit = "whatsapp.twilio.account"

    template_ids = fields.One2many("whatsapp.twilio.template", "account_id")
    template_count = fields.Integer(compute="_compute_template_count")
    templates_synced_at = fields.Datetime(
        "Templates fetched", readonly=True, copy=False
    )
    templates_error = fields.Char(readonly=True, copy=False)

    @api.depends("template_ids")
    def _compute_template_count(self):
        for account in self:
            account.template_count = len(account.template_ids)

    def action_sync_templates(self):
        """Have a worker fetch the templates from Twilio now."""
        self.check_access("read")
        scheduled.wake(self.env, scheduled.SYNC_TEMPLATES)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._("The templates are being fetched from Twilio."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _cron_sync_templates(self):
        """Fetch the templates of all accounts that send; each for itself."""
        for account in self.search([("sender_ids", "!=", False)]):
            account._alone(account._sync_templates, account._note_sync_failure)
        self._look_again()

    @api.model
    def _look_again(self):
        """While WhatsApp has something to decide, fetch again soon."""
        cron = scheduled.action(self.env, scheduled.SYNC_TEMPLATES)
        now = fields.Datetime.now()
        is_set = self.env["ir.cron.trigger"].search_count(
            [("cron_id", "=", cron.id), ("call_at", ">", now)], limit=1
        )
        templates_ = self.env["whatsapp.twilio.template"]
        if not is_set and templates_.search_count(
            [("approval_state", "in", WAITING)], limit=1
        ):
            cron._trigger(at=now + LOOK_AGAIN)

    def _sync_templates(self):
        """Fetch all templates; a failure changes nothing and says why."""
        self.ensure_one()
        try:
            found = templates.list_templates(client.connect(self._credentials()))
        except SendError as error:
            _logger.warning(
                "Templates of account %s: Twilio said %s", self.id, error.code
            )
            self.templates_error = str(error)
            return
        self._note_templates(found)
        self.write(
            {"templates_synced_at": fields.Datetime.now(), "templates_error": False}
        )

    def _note_sync_failure(self, error):
        self.templates_error = self.env._(
            "Odoo could not keep what Twilio sent (%(error)s). Nothing was changed, "
            "and it is tried again within the hour. If that does not help, tell who "
            "looks after Odoo.",
            error=in_words(error),
        )

    def _note_templates(self, found):
        """Write down what Twilio has; what it has no more is archived."""
        ours = self.with_context(active_test=False).template_ids
        by_sid = {one.content_sid: one for one in ours if one.content_sid}
        underway = ours.filtered(lambda one: one.approval_state == SUBMITTING)
        names = {(one.name, one.language) for one in underway}
        new = []
        for one in found:
            values = _values(one)
            known = by_sid.pop(one.sid, None)
            if known in underway if known else (one.name, one.language) in names:
                continue  # the worker that submits it writes down what comes of it
            if not known:
                new.append({"account_id": self.id, "content_sid": one.sid, **values})
            elif changes := {k: v for k, v in values.items() if known[k] != v}:
                known.write(changes)
        ours.with_context(tracking_disable=True).create(new)
        gone = ours.browse(one.id for one in by_sid.values())
        gone.filtered("active").active = False


def _values(one):
    """A template of Twilio's as fields of ours; words that Twilio added since: none."""
    is_known = one.category in template.CATEGORIES
    state = one.approval_state
    return {
        "active": True,
        "name": one.name,
        "language": one.language,
        "content_type": template.richest(one.types),
        "types": one.types,
        "body": template.read_face(one.types).text,
        "variables": one.samples or False,
        "category": one.category if is_known else False,
        "approval_state": state if state in template.APPROVAL_STATES else "disabled",
        "rejection_reason": one.rejection_reason or False,
    }
