"""The sweep: compares Twilio's list with the ledger and brings what is missing.

A webhook that nobody answered leaves its message at Twilio, for 400 days. However
it came to that (our outage, Twilio's, a wrong URL, a rotated token), the sweep asks
by the API and finds it.
"""

import logging
from datetime import timedelta

from odoo import api, fields, models

from ..gateway import client, history
from ..gateway.errors import SendError

_logger = logging.getLogger(__name__)

SWEEPER = "whatsapp_twilio.ir_cron_sweep"
# A webhook may still be on its way: what is younger is left for the next time.
GRACE = timedelta(minutes=1)
# The scheduled action runs every minute; a longer gap means that we were down.
SILENCE = timedelta(minutes=3)
# After a failure Twilio is asked again so soon.
AFTER_FAILURE = timedelta(minutes=2)


class WhatsappTwilioAccount(models.Model):
    _name = "whatsapp.twilio.account"
    _inherit = [
        "whatsapp.twilio.account",
        "mail.activity.mixin",
        "whatsapp.twilio.worker",
    ]

    sweep_minutes = fields.Integer("Compare every", default=15)
    sweep_hours = fields.Integer("Look back", default=2)
    sweep_days = fields.Integer(
        "Look back at most",
        default=30,
        help="After a long downtime. Twilio itself keeps messages for 400 days.",
    )
    swept_at = fields.Datetime(
        "Complete until",
        readonly=True,
        copy=False,
        help="Everything that Twilio got until then is in Odoo.",
    )
    sweep_due_at = fields.Datetime(readonly=True, copy=False)
    sweep_error = fields.Char("Last comparison", readonly=True, copy=False)

    def action_sweep(self):
        """Have a worker look for missed messages now."""
        self.check_access("write")
        self.sweep_due_at = fields.Datetime.now()
        # sudo: ir.cron - whoever may configure an account may have it swept
        self.env.ref(SWEEPER).sudo()._trigger()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "Odoo looks for missed messages. What it finds appears under "
                    "Dark periods."
                ),
            },
        }

    @api.model
    def _cron_sweep(self):
        """Sweep the accounts that are due, and all after a silence of ours."""
        silent_since = self._silent_since()
        for account in self.search([]):
            if silent_since or account._is_sweep_due():
                account._sweep(silent_since)
                self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _silent_since(self):
        """When this action ran last, if that is so long ago that we were down."""
        last = self.env.context.get("lastcall")
        return last if last and fields.Datetime.now() - last > SILENCE else None

    def _is_sweep_due(self):
        return not self.sweep_due_at or self.sweep_due_at <= fields.Datetime.now()

    def _sweep(self, silent_since=None):
        """Look for what is missing and bring it; a failure is noted and tried again."""
        self.ensure_one()
        now, brought = fields.Datetime.now(), []
        try:
            twilio = client.connect(self._credentials())
            missed = self._missed(twilio, self._sweep_since(now))
            ripe = [one for one in missed if one.created_at <= now - GRACE]
            self._bring(twilio, ripe, brought)
        except SendError as error:
            _logger.warning("Sweep of account %s: Twilio said %s", self.id, error.code)
            done = {"sweep_error": str(error), "sweep_due_at": now + AFTER_FAILURE}
        else:
            rhythm = timedelta(minutes=max(self.sweep_minutes, 1))
            done = {
                "sweep_error": False,
                "sweep_due_at": now + (rhythm if missed == ripe else GRACE),
                "swept_at": now - GRACE,
            }
        self._committed(self.write, done)
        if brought:
            self._committed(self._note_outage, brought, silent_since)

    def _sweep_since(self, now):
        """From the last good sweep, and always some time back; never from before the
        account was here, nor from longer ago than is wanted.
        """
        always = now - timedelta(hours=max(self.sweep_hours, 0))
        since = min(always, self.swept_at or always)
        return max(since, now - timedelta(days=self.sweep_days), self.create_date)

    def _missed(self, twilio, since):
        """The customers' messages that the ledger lacks, oldest first."""
        since = since.replace(microsecond=0)
        missed = []
        for sender in self.with_context(active_test=False).sender_ids:
            number = sender.number
            for way in ({"to": number}, {"from_": number}):
                for page in history.pages(twilio, since, **way):
                    missed += self._committed(self._compare, page)
        # Newest first is how Twilio lists, and seconds are all that it tells.
        return sorted(reversed(missed), key=lambda one: one.created_at)

    def _compare(self, page):
        return self.env["whatsapp.twilio.message"]._compare(self, page)

    def _bring(self, twilio, missed, brought):
        """Keep each missed message like its webhook would have; then they are handled
        by the worker as all others are. What was kept is added to ``brought``.
        """
        ledger = self.env["whatsapp.twilio.message"]
        # sudo: whatsapp.twilio.account - where the files are: only the server asks
        base_url = self.sudo().api_base_url
        for one in missed:
            form = history.form_of(twilio, one, self.account_sid, base_url)
            if self._committed(ledger._keep_missed, self, one, form):
                brought.append(one)
        if brought:
            self._committed(ledger._receiver()._trigger)
