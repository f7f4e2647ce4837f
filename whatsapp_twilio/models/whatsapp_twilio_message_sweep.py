"""The ledger's side of the sweep: what it lacks, what it has, what comes late."""

from datetime import timedelta
from functools import partial

from odoo import api, fields, models
from odoo.tools import SQL

from ..whatsapp import status
from .whatsapp_twilio_message_body import _LABEL
from .whatsapp_twilio_message_status import TIME_FIELDS


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    imported_at = fields.Datetime(
        "Found by the sweep",
        readonly=True,
        help="Its webhook never came: it was read from Twilio's list.",
    )

    @api.model
    def _compare(self, account, page):
        """Bring what we have up to date; return the customers' messages that we lack.

        One query for a page in which nothing is news.
        """
        known = self._known(account, [one.sid for one in page])
        grace = timedelta(seconds=max(account.sweep_grace, 0))
        ours = [(one, *known[one.sid]) for one in page if one.sid in known]
        for one, row, state, _unit in ours:
            if _is_news(one, state, grace):
                row._step_or_note(partial(row._catch_up, one), row._leave_as_it_is)
        self._note_prices(
            account,
            [
                one
                for one, _row, _state, unit in ours
                if not unit and one.price is not None
            ],
        )
        return [one for one in page if one.is_inbound and one.sid not in known]

    @api.model
    def _known(self, account, sids):
        """The rows with these SIDs, their states and currencies, by SID."""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT sid, id, state, price_unit
                  FROM whatsapp_twilio_message
                 WHERE account_id = %s AND sid = ANY(%s)
                """,
                account.id,
                sids,
            )
        )
        return {sid: (self.browse(row_id), *rest) for sid, row_id, *rest in rows}

    def _catch_up(self, one):
        """Move to the state that Twilio has: its callbacks were lost."""
        if not self._move(one.state, one.error_code, one.error_message):
            return
        if field_name := TIME_FIELDS.get(one.state):
            self[field_name] = one.updated_at
            self._note_progress()
        self._wake_those_behind()

    @api.model
    def _keep_missed(self, account, one, form):
        """Write a missed message down as of when it was sent; False: it was here."""
        if not self._keep_inbound(account, form):
            return False
        self.env.cr.execute(
            SQL(
                """
                UPDATE whatsapp_twilio_message
                   SET create_date = %s, imported_at = %s
                 WHERE account_id = %s AND sid = %s
                """,
                one.created_at,
                fields.Datetime.now(),
                account.id,
                one.sid,
            )
        )
        return True

    def _post_values(self):
        """A message stands in Discuss under the time when it came or, when it came
        late, was sent: a worker that was behind must not put it after later ones.
        """
        return {"date": self.create_date}

    def _to_html(self, event):
        html = super()._to_html(event)
        if not self.imported_at:
            return html
        return _LABEL % ("history", self.env._("Arrived late")) + html


def _is_news(one, state, grace):
    """Whether Twilio is ahead of us, for longer than a callback takes."""
    if one.is_inbound or not one.state or state in status.INBOUND:
        return False
    settled = fields.Datetime.now() - one.updated_at > grace
    return settled and status.follows(one.state, state)
