"""What Twilio said about a row, or did not say, written down."""

import random
from datetime import timedelta, timezone

from odoo import fields, models

from ..gateway import client, errors
from ..gateway.errors import NotNow, Refused, SendError, Unanswered
from ..whatsapp import status

# What an answer of Twilio's is about.
IN_DOUBT = (status.SENDING, status.UNKNOWN)
# Seconds before a row that Twilio could not take now is tried again, and by how much
# more at most, so that those that were refused together do not come back together.
BACK_OFF = (1, 2, 4, 8, 15, 30, 60)
JITTER = 0.5
MAX_ATTEMPTS = 30
# How long a message whose request was not answered may stay unseen at Twilio before
# we say that it was never taken.
LOOKUP_GRACE = timedelta(seconds=30)
# A message may seem to be created a little before we asked for it: another of our
# hosts may have asked, by its own clock, and an answer takes its time.
CLOCK_SKEW = timedelta(seconds=30)


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    def _settle(self, job, answer):
        """Write down what Twilio said about a row."""
        row = self.browse(job.row_id).with_prefetch(self._prefetch_ids or None)
        if row.sid or row.state not in IN_DOUBT:
            return  # a callback told us meanwhile, or a person decided
        if row.attempts != job.attempts:
            return  # a slow lookup: the message was sent again meanwhile
        if isinstance(answer, Refused) and errors.pause_of(answer.code):
            row._settle_account(answer)
            return
        if row.state == status.UNKNOWN and isinstance(answer, SendError):
            return  # the lookup failed, not the message: it is asked again
        handle = next(
            method for kind, method in _SETTLE.items() if isinstance(answer, kind)
        )
        handle(row, answer)

    def _settle_taken(self, taken):
        self.write({"sid": taken.sid, "next_attempt_at": False})
        self._move(taken.state)

    def _settle_found(self, found):
        self.write({"sid": found.sid, "next_attempt_at": False})
        self._move(found.state, found.error_code, found.error_message)

    def _settle_refused(self, refused):
        self._move(status.FAILED, refused.code, refused.message)

    def _settle_not_now(self, not_now):
        if self.attempts >= MAX_ATTEMPTS:
            self._move(status.FAILED, not_now.code, not_now.message)
            return
        backing_off = BACK_OFF[min(self.attempts, len(BACK_OFF)) - 1]
        # Never earlier than Twilio asks for.
        seconds = max(not_now.retry_after or backing_off, 0)
        seconds *= 1 + random.uniform(0, JITTER)
        self.write({"state": status.QUEUED, "next_attempt_at": self._in(seconds)})

    def _settle_unanswered(self, _unanswered):
        self._doubt(self._in(1))

    def _settle_listed(self, listed):
        """Adopt the message that Twilio has, or queue again what it never got."""
        asked_at = self.attempted_at.replace(tzinfo=timezone.utc)
        candidates = [
            found
            for found in reversed(listed)
            if not found.is_inbound
            and self._may_be(found)
            and found.created_at >= asked_at - CLOCK_SKEW
            and not self._is_known_sid(found.sid)
        ]
        if candidates:
            self._settle_found(candidates[0])
        elif fields.Datetime.now() >= self.attempted_at + LOOKUP_GRACE:
            self.write({"state": status.QUEUED, "next_attempt_at": False})
            self._note_progress()

    def _is_known_sid(self, sid):
        """Whether a message at Twilio is another row's."""
        account = self.conversation_id.account_id  # with it the index finds the SID
        of_account = [("account_id", "=", account.id), ("sid", "=", sid)]
        return bool(self.search_count(of_account, limit=1))

    def _may_be(self, found):
        """Whether a message at Twilio carries what this row carries.

        What Twilio lists as the body of a template is its own affair, so any that is
        nobody else's may be it: rather one state that is not ours than sent twice.
        """
        if self.content_sid:
            return True
        has_same = found.may_carry_file if self.mimetype else not found.has_media
        return has_same and found.body == (self.body or "")

    def _doubt(self, next_attempt_at):
        """The request left, its answer never came: ask Twilio before sending again."""
        self.write({"state": status.UNKNOWN, "next_attempt_at": next_attempt_at})
        self._note_progress()


_SETTLE = {
    client.Taken: WhatsappTwilioMessage._settle_taken,
    list: WhatsappTwilioMessage._settle_listed,
    Refused: WhatsappTwilioMessage._settle_refused,
    NotNow: WhatsappTwilioMessage._settle_not_now,
    Unanswered: WhatsappTwilioMessage._settle_unanswered,
}
