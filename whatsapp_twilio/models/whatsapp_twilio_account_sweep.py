"""The sweep: compares Twilio's list with the ledger and brings what is missing.

A webhook that nobody answered leaves its message at Twilio, for 400 days. However
it came to that (our outage, Twilio's, a wrong URL, a rotated token), the sweep asks
by the API and finds it.
"""

import logging
import time
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..gateway import client, history
from ..gateway.errors import Refused, SendError
from . import scheduled
from .whatsapp_twilio_worker import in_words

_logger = logging.getLogger(__name__)

# The scheduled action runs every minute; a longer gap means that we were down.
SILENCE = timedelta(minutes=3)
# What is looked at in one go, and seconds of one run: a worker may be stopped after.
SLICE = timedelta(hours=6)
RUN = 60
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
    sweep_grace = fields.Integer(
        "Leave alone for",
        default=60,
        help="A webhook may still be on its way: what is younger is left for the "
        "next time.",
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
        scheduled.wake(self.env, scheduled.SWEEP)
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
        now = fields.Datetime.now()
        is_due = ["|", ("sweep_due_at", "=", False), ("sweep_due_at", "<=", now)]
        for account in self.search(Domain.TRUE if silent_since else is_due):
            account._sweep(silent_since)
            self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _silent_since(self):
        """When this action ran last, if that is so long ago that we were down."""
        last = self.env.context.get("lastcall")
        return last if last and fields.Datetime.now() - last > SILENCE else None

    def _sweep(self, silent_since=None):
        """Look for what is missing and bring it; a failure is noted and tried again.

        A long time is gone through slice by slice, oldest first, and what is done
        stays done: the run may end at any moment.
        """
        self.ensure_one()
        brought, refusals, end = [], [], time.monotonic() + RUN
        try:
            twilio = client.connect(self._credentials())
            for since, until in self._slices():
                self._sweep_slice(twilio, since, until, brought, refusals)
                if time.monotonic() > end:
                    break
            if refusals:
                raise refusals[0]
        except SendError as error:
            _logger.warning("Sweep of account %s: Twilio said %s", self.id, error.code)
            self._committed(self._note_sweep_failure, str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, others go on
            self.env.cr.rollback()
            _logger.exception("Sweep of account %s broke off", self.id)
            self._committed(self._note_sweep_failure, in_words(error))
        if brought:
            self._committed(self._note_outage, brought, silent_since)

    def _note_sweep_failure(self, words):
        due_at = fields.Datetime.now() + AFTER_FAILURE
        self.write({"sweep_error": words, "sweep_due_at": due_at})

    def _slices(self):
        """The times to look at, as (since, until), oldest first."""
        now = fields.Datetime.now()
        since = self._sweep_since(now).replace(microsecond=0)
        slices = []
        while since < now:
            until = min(since + SLICE, now)
            slices.append((since, until))
            since = until
        return slices

    def _sweep_slice(self, twilio, since, until, brought, refusals):
        """Bring what is missing of this time; what may be on its way comes later.

        Nothing is complete from where Twilio refused a message on.
        """
        grace = timedelta(seconds=max(self.sweep_grace, 0))
        ripe_until = min(until, fields.Datetime.now() - grace)
        missed = self._missed(twilio, since, until)
        ripe = [one for one in missed if one.created_at <= ripe_until]
        self._bring(twilio, ripe, brought, refusals)
        if refusals:
            return
        rhythm = timedelta(minutes=max(self.sweep_minutes, 1))
        wait = rhythm if missed == ripe else grace
        is_last = ripe_until < until
        due_at = fields.Datetime.now() + (wait if is_last else timedelta())
        done = {"sweep_error": False, "sweep_due_at": due_at, "swept_at": ripe_until}
        self._committed(self.write, done)

    def _sweep_since(self, now):
        """From the last good sweep, and always some time back; never from before the
        account was here, nor from longer ago than is wanted.
        """
        always = now - timedelta(hours=max(self.sweep_hours, 0))
        since = min(always, self.swept_at or always)
        return max(since, now - timedelta(days=self.sweep_days), self.create_date)

    def _missed(self, twilio, since, until):
        """The customers' messages that the ledger lacks, oldest first."""
        missed = []
        for sender in self.with_context(active_test=False).sender_ids:
            number = sender.number
            for way in ({"to": number}, {"from_": number}):
                for page in history.pages(twilio, since, until, **way):
                    missed += self._committed(self._compare, page)
        # Newest first is how Twilio lists, and seconds are all that it tells.
        return sorted(reversed(missed), key=lambda one: one.created_at)

    def _compare(self, page):
        return self.env["whatsapp.twilio.message"]._compare(self, page)

    def _bring(self, twilio, missed, brought, refusals):
        """Keep each missed message like its webhook would have; then they are handled
        by the worker as all others are. What was kept is added to ``brought``, and to
        ``refusals`` why Twilio does not tell where the files of another are.
        """
        ledger = self.env["whatsapp.twilio.message"]
        # sudo: whatsapp.twilio.account - where the files are: only the server asks
        base_url = self.sudo().api_base_url
        for one in missed:
            try:
                form = history.form_of(twilio, one, self.account_sid, base_url)
            except Refused as refused:
                refusals.append(refused)
                continue
            if self._committed(ledger._keep_missed, self, one, form):
                brought.append(one)
        if brought:
            self._committed(ledger._receiver()._trigger)
