"""The fetcher: brings customers' files from Twilio, outside any webhook.

A claimed row is on a lease: it is due again when the lease is over, so that the
file of a worker that was killed is fetched by another.
"""

import logging
from dataclasses import dataclass

from psycopg2.extensions import TransactionRollbackError

from odoo import api, fields, models
from odoo.tools import SQL

from ..gateway import client, media
from .whatsapp_twilio_media import DONE, FAILED, WAITING
from .whatsapp_twilio_worker import SOON

_logger = logging.getLogger(__name__)

# Downloads in flight at a time.
IN_FLIGHT = 4
# Seconds after which a file that nobody brought is fetched again: longer than any
# download takes, and than Odoo lets a scheduled action run.
LEASE = 300
# Seconds before a file that may come later is asked for again.
BACK_OFF = (1, 3, 10, 30, 60, 300, 900, 3600)
# How often we ask before we say that it does not come.
MAX_ATTEMPTS = {media.GONE: 6, media.UNAVAILABLE: 12}


@dataclass(frozen=True)
class Job:
    """One file to fetch; plain values, for another thread."""

    row_id: int
    source: media.Source
    credentials: client.Credentials


class WhatsappTwilioMedia(models.Model):
    _inherit = "whatsapp.twilio.media"

    @api.model
    def _cron_fetch(self):
        """Fetch what is due until nothing is due soon."""
        self._work_in_pool(IN_FLIGHT, self._claim, _fetched)
        if self._is_due_within(SOON):
            self._wake_fetcher()

    @api.model
    def _claim(self, limit):
        """Take the next due files as jobs."""
        if limit <= 0:
            return []
        self.flush_model()
        ids = self.env.execute_query(
            SQL(
                """
                SELECT id
                  FROM whatsapp_twilio_media
                 WHERE state = %(waiting)s
                   AND (next_attempt_at IS NULL OR next_attempt_at <= %(now)s)
                 ORDER BY id
                 LIMIT %(limit)s
                   FOR UPDATE SKIP LOCKED
                """,
                waiting=WAITING,
                now=fields.Datetime.now(),
                limit=limit,
            )
        )
        jobs = [self.browse(row_id)._to_job() for (row_id,) in ids]
        return [job for job in jobs if job]

    @api.model
    def _release(self, account):
        """What Twilio did not give us while it refused the account may come now."""
        self.search(
            [
                ("message_id.account_id", "=", account.id),
                ("state", "=", FAILED),
                ("cause", "=", media.NO_ACCESS),
            ]
        ).action_retry()

    def _to_job(self):
        """What to fetch, or None if it may not be, or has cut off too many workers."""
        message = self.message_id
        # The message's was deleted, and added again.
        account = message.account_id or message.conversation_id.account_id
        if not account:
            self._fail(media.NO_ACCESS)
            return None
        if self.attempts >= max(MAX_ATTEMPTS.values()):
            self._fail(media.UNAVAILABLE)
            return None
        self.write({"attempts": self.attempts + 1, "next_attempt_at": self._in(LEASE)})
        source = media.Source(self.url, self.message_id.sid or "", self.is_ad)
        return Job(self.id, source, account._credentials())

    @api.model
    def _settle(self, job, result):
        """Keep the file that was brought, or note why it was not."""
        row = self.browse(job.row_id)
        if not row.exists() or row.state != WAITING:
            return  # somebody else brought it meanwhile
        if not isinstance(result, media.FetchError):
            result = row._keep_or_note_error(result)
        if result:
            row._settle_error(result)

    def _settle_error(self, error):
        if error.may_pass and self.attempts < MAX_ATTEMPTS[error.cause]:
            seconds = BACK_OFF[min(self.attempts, len(BACK_OFF)) - 1]
            self.next_attempt_at = self._in(seconds)
        else:
            self._fail(error.cause)

    def _keep_or_note_error(self, file):
        """Keep a file; what goes wrong is this file's, and others go on."""
        try:
            with self.env.cr.savepoint():
                file.seek(0)  # a step may be made twice
                self._keep(file.read())
                self.env.flush_all()
        except TransactionRollbackError:
            raise  # another transaction was faster: not this file's fault
        except Exception:  # noqa: BLE001 - as above
            self.env.invalidate_all(flush=False)
            _logger.exception("WhatsApp file %s could not be kept", self.id)
            return media.FetchError(media.UNAVAILABLE)
        return None

    def _fail(self, cause):
        _logger.info("WhatsApp file %s did not come: %s", self.id, cause)
        self.write({"state": FAILED, "cause": cause, "next_attempt_at": False})
        self.message_id.mail_message_id._notify_whatsapp_content()

    def _keep(self, data):
        attachment = self._attach(data)
        self.write(
            {
                "state": DONE,
                "cause": False,
                "next_attempt_at": False,
                "attachment_id": attachment.id,
            }
        )
        self.message_id._learn_contacts()
        self.message_id.mail_message_id._notify_whatsapp_content()

    @api.model
    def _is_due_within(self, seconds):
        return bool(
            self.search_count(
                [
                    ("state", "=", WAITING),
                    "|",
                    ("next_attempt_at", "=", False),
                    ("next_attempt_at", "<=", self._in(seconds)),
                ],
                limit=1,
            )
        )


def _fetched(job):
    """Fetch in a pool thread; the open file or the FetchError is the result."""
    try:
        return media.fetch(job.source, job.credentials)
    except media.FetchError as error:
        return error
    except Exception:  # noqa: BLE001 - whatever it is, others go on
        _logger.exception("Fetching WhatsApp file %s broke off", job.row_id)
        return media.FetchError(media.UNAVAILABLE)
