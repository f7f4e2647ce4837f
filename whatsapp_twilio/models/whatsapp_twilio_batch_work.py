"""The worker of batches: some recipients at a time, each time in one transaction.

What came of a recipient is committed together with their message: a worker may be
killed at any moment, and nobody gets it twice or is forgotten. Several workers take
different recipients.
"""

import time
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .whatsapp_twilio_batch import DONE, PAUSED, RUNNING, WAIT
from .whatsapp_twilio_batch_mailing import Mailing
from .whatsapp_twilio_worker import RUN, in_words

# Recipients of one transaction.
CHUNK = 50
# A place may be free earlier than it seems, when what was sent fails.
LOOK_AGAIN = timedelta(hours=1)


class WhatsappTwilioBatch(models.Model):
    _inherit = "whatsapp.twilio.batch"

    @api.model
    def _cron_batch(self):
        """Take a step of each batch in turn, until none is due or the run is over."""
        end = time.monotonic() + RUN
        while due := self._due():
            for batch in due:
                batch._alone(batch._step, batch._note_problem)
            if time.monotonic() > end or self._must_make_way():
                self._wake()
                return
        self._plan_next_step()

    @api.model
    def _due(self):
        now = fields.Datetime.now()
        return self.search(
            [
                ("state", "=", RUNNING),
                *("|", ("resume_at", "=", False), ("resume_at", "<=", now)),
            ],
            order="id",
        )

    @api.model
    def _plan_next_step(self):
        """Come back for what waits for room."""
        waiting = [("state", "=", RUNNING), ("resume_at", "!=", False)]
        if first := self.search(waiting, order="resume_at", limit=1):
            self._wake(first.resume_at)

    @api.model
    def _release(self, account):
        """Go on with what waited for the account."""
        waiting = self.search(
            [
                ("sender_id.account_id", "=", account.id),
                ("state", "=", RUNNING),
                ("resume_at", "!=", False),
            ]
        )
        if waiting:
            waiting.resume_at = False
            self._wake()

    def _step(self):
        """Bring the next recipients on their way, or see that all are."""
        if self.state != RUNNING:
            return
        if not (self.template_id and self.sender_id and self.user_id):
            problem = self.env._("Its template, sender or user was deleted.")
            self.write({"state": PAUSED, "problem": problem})
            return
        if self.sender_id.account_id.paused_at:
            self.resume_at = self.sender_id.account_id._checked_at()
            return
        some = self._take(CHUNK)
        if some:
            self._write_to(some)
        elif not self.recipient_ids.search_count(
            [("batch_id", "=", self.id), ("state", "=", "waiting")], limit=1
        ):
            self.state = DONE

    def _note_problem(self, error):
        problem = self.env._(
            "Odoo could not go on (%(error)s). Resume it to try again; if that does "
            "not help, tell who looks after Odoo.",
            error=in_words(error),
        )
        self.write({"state": PAUSED, "problem": problem})

    def _take(self, limit):
        """The next recipients, ours until this transaction ends."""
        # First of all: who waits for a turn begins anew, and should have done little.
        if self.sender_id._is_limited():
            self.sender_id._take_turn()
        self.recipient_ids.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id
                  FROM whatsapp_twilio_batch_recipient
                 WHERE batch_id = %s AND state = 'waiting'
                 ORDER BY id
                 LIMIT %s
                   FOR UPDATE SKIP LOCKED
                """,
                self.id,
                limit,
            )
        )
        return self.recipient_ids.browse(row_id for (row_id,) in rows)

    def _write_to(self, some):
        """Write to these recipients, and note what came of each."""
        mailing = Mailing(self._as_sender(), some)
        try:
            mailing.prepare()
        except (AccessError, UserError) as problem:
            self.write({"state": PAUSED, "problem": str(problem)})
            return
        without = mailing.without_a_place()
        if without:
            self._stop_at_limit(mailing, without)
        mailing.send()

    def _stop_at_limit(self, mailing, without):
        """Whom there is no place for waits for one, or is left out."""
        if self.over_limit == WAIT:
            self.resume_at = self._room_again_at()
        reason = self.sender_id._words_of_full_limit()
        for row in without:
            if self.over_limit == WAIT:
                mailing.drop(row)
            else:
                mailing.leave_out(row, reason)

    def _room_again_at(self):
        later = fields.Datetime.now() + LOOK_AGAIN
        return min(self.sender_id._next_place_at() or later, later)

    def _as_sender(self):
        """With the rights, the language and the time zone of who sends."""
        user = self.user_id
        context = {"lang": user.lang, "tz": user.tz, "whatsapp_to_many": True}
        return self.with_user(user).with_context(**context)
