"""Which rows leave next: at each sender's pace, replies first, each sender in turn."""

from itertools import chain, zip_longest

from odoo import api, fields, models
from odoo.tools import SQL

from ..whatsapp import pace
from .whatsapp_twilio_message_dispatch import is_held
from .whatsapp_twilio_worker import PATIENCE

# Places in flight that are kept for what people write themselves.
KEPT_PLACES = 4
# Replies of a sender whose customers are looked after at a time.
FIRST_REPLIES = 100
# All senders, as SQL, and what is left of deleted ones.
SENDERS = SQL("(SELECT 0 AS id UNION ALL SELECT id FROM whatsapp_twilio_sender)")


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    # A snapshot of the conversation's, for the index.
    sender_id = fields.Many2one(
        "whatsapp.twilio.sender", ondelete="set null", readonly=True
    )
    is_bulk = fields.Boolean(
        readonly=True, help="Of a batch: it lets what people write go first."
    )

    _due_idx = models.Index(
        "(COALESCE(sender_id, 0), COALESCE(is_bulk, FALSE), id) "
        "WHERE state IN ('queued', 'unknown') AND sid IS NULL"
    )

    @api.model
    def _next_in_line(self, limit):
        """The rows that may leave now, locked, the ones to go first coming first."""
        self._hurry_before_replies()
        paces = self.env["whatsapp.twilio.pace"]._take()
        now = paces._now()
        replies = self._in_turn(False, paces._rooms(now, pace.room), limit)
        left = limit - KEPT_PLACES - len(replies)
        rooms = paces._rooms(now, pace.room_for_many)
        for row in replies:
            if row.sender_id.id in rooms:
                rooms[row.sender_id.id] -= 1
        rows = replies + self._in_turn(True, rooms, left)
        grouped = rows.grouped("sender_id")
        paces._note(now, {sender.id: len(of_it) for sender, of_it in grouped.items()})
        return rows

    @api.model
    def _must_make_way(self):
        # The dispatcher itself is whom replies wait for.
        return self._is_customer_waiting(fields.Datetime.now() - PATIENCE)

    @api.model
    def _is_reply_waiting(self, since):
        """Whether what a person wrote before then could leave, and no lane takes it."""
        self.flush_model()
        return bool(
            self.env.execute_query(
                SQL(
                    """
                    SELECT 1
                      FROM %(senders)s sender
                     CROSS JOIN LATERAL (
                           SELECT 1
                             FROM whatsapp_twilio_message due
                            WHERE COALESCE(due.sender_id, 0) = sender.id
                              AND COALESCE(due.is_bulk, FALSE) = FALSE
                              AND due.queued_at <= %(since)s
                              AND %(is_due)s
                            LIMIT 1) reply
                     LIMIT 1
                    """,
                    senders=SENDERS,
                    since=since,
                    is_due=self._is_due(),
                )
            )
        )

    @api.model
    def _hurry_before_replies(self):
        """What a batch has for a customer goes first where a reply waits behind it.

        By the first replies of each sender: of the batches no more is read.
        """
        before = self.env.execute_query(
            SQL(
                """
                SELECT before.id
                  FROM %(senders)s sender
                 CROSS JOIN LATERAL (
                       SELECT due.id, due.conversation_id
                         FROM whatsapp_twilio_message due
                        WHERE COALESCE(due.sender_id, 0) = sender.id
                          AND COALESCE(due.is_bulk, FALSE) = FALSE
                          AND due.state IN ('queued', 'unknown')
                          AND due.sid IS NULL
                        ORDER BY due.id
                        LIMIT %(first)s) reply
                 CROSS JOIN LATERAL (
                       SELECT due.id
                         FROM whatsapp_twilio_message due
                        WHERE due.conversation_id = reply.conversation_id
                          AND due.id < reply.id
                          AND due.state IN ('queued', 'unknown')
                          AND due.sid IS NULL
                          AND due.is_bulk
                          AND NOT %(is_held)s
                          FOR UPDATE OF due SKIP LOCKED) before
                """,
                senders=SENDERS,
                first=FIRST_REPLIES,
                is_held=is_held("due"),
            )
        )
        self.browse({row_id for (row_id,) in before}).is_bulk = False
        self.flush_model(["is_bulk"])

    @api.model
    def _in_turn(self, is_bulk, rooms, limit):
        """So many rows at most, of each sender in turn."""
        # Who has no sender any more is told so, at no pace.
        quotas = {**rooms, 0: limit}
        lines = {}
        for sender, row in self._pick(is_bulk, quotas, limit):
            lines.setdefault(sender, []).append(row)
        in_turn = chain.from_iterable(zip_longest(*lines.values()))
        return self.browse([row for row in in_turn if row][: max(limit, 0)])

    @api.model
    def _pick(self, is_bulk, quotas, limit):
        """The next rows of each sender, up to its quota; see ``_claim``."""
        wanted = [
            (sender, min(room, limit)) for sender, room in quotas.items() if room > 0
        ]
        if limit <= 0 or not wanted:
            return []
        return self.env.execute_query(
            SQL(
                """
                SELECT line.sender_id, picked.id
                  FROM (VALUES %(wanted)s) line (sender_id, quota)
                 CROSS JOIN LATERAL (
                       SELECT due.id
                         FROM whatsapp_twilio_message due
                        WHERE COALESCE(due.sender_id, 0) = line.sender_id
                          AND COALESCE(due.is_bulk, FALSE) = %(is_bulk)s
                          AND %(is_due)s
                        ORDER BY due.id
                        LIMIT line.quota
                          FOR UPDATE OF due SKIP LOCKED) picked
                 ORDER BY picked.id
                """,
                wanted=SQL(", ").join(SQL("%s", pair) for pair in wanted),
                is_bulk=is_bulk,
                is_due=self._is_due(),
            )
        )
