"""Inbound: the form is kept first, and brought into Discuss afterwards."""

from psycopg2.extras import Json

from odoo import api, fields, models
from odoo.tools import SQL

from ..gateway import contents, events
from ..whatsapp import status

NUL = "\x00"


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    @api.model
    def _keep_inbound(self, account, form):
        """Write a form into the ledger; True if it was not there yet.

        One statement, so that a webhook costs what one INSERT costs.
        """
        form = {key: _storable(value) for key, value in form.items()}
        customer = events.read_customer(form)
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO whatsapp_twilio_message
                    (account_id, direction, kind, state, sid, body, payload,
                     customer_key, attempts, create_date, write_date)
                VALUES (%(account)s, 'inbound', 'text', %(state)s, %(sid)s, %(body)s,
                        %(payload)s, %(customer)s, 0, %(now)s, %(now)s)
                ON CONFLICT DO NOTHING
                RETURNING id
                """,
                account=account.id,
                state=status.RECEIVED,
                sid=events.read_sid(form) or None,
                body=form.get("Body", ""),
                payload=Json(form),
                customer=customer.key if customer else "",
                now=fields.Datetime.now(),
            ),
            log_exceptions=False,  # the log would tell the form
        )
        return bool(self.env.cr.fetchone())

    def _receive(self):
        self._find_account_again()
        event = events.read_inbound(self.payload)
        if event.kind == contents.REACTION:
            self._react(event)
            return
        Conversation = self.env["whatsapp.twilio.conversation"]
        conversation = Conversation._of_customer(self.account_id, event)
        conversation._customer_wrote(event, self.create_date.replace(microsecond=0))
        self.write(
            {
                "conversation_id": conversation.id,
                "state": status.DONE,
                "error_message": False,
                "next_attempt_at": False,
                **self._contents_of(event),
            }
        )
        self._show(event)
        conversation._hear_consent(event.text)
        conversation._send_kept_text()

    def _find_account_again(self):
        """Its account was deleted, and added again."""
        if not self.account_id:
            account_sid = self.payload.get("AccountSid")
            self.account_id = self.account_id.search(
                [("account_sid", "=", account_sid)]
            )


def _storable(text):
    """A text without what PostgreSQL does not store: NUL, and half of a character
    that Twilio's list cut in two.
    """
    return text.encode(errors="replace").decode().replace(NUL, "\ufffd")
