"""The state of each message of ours: how it moves, and how people see it."""

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.mail.tools.discuss import Store

from ..gateway import errors
from ..whatsapp import consent, status
from .whatsapp_twilio_consent import TWILIO
from .whatsapp_twilio_conversation_reply import REFUSALS

_lt = LazyTranslate(__name__)

# When a state was reached stands in this field.
TIME_FIELDS = {
    status.QUEUED: "queued_at",
    status.SENT: "sent_at",
    status.DELIVERED: "delivered_at",
    status.READ: "read_at",
    status.FAILED: "failed_at",
    status.UNDELIVERED: "failed_at",
}
# What a failure means and what to do. An expired session and an opt-out are told as
# the composer tells them.
CAUSES = {
    errors.ACCOUNT: _lt(
        "Twilio refused our account. Ask an administrator to check the account."
    ),
    errors.BLOCKED: _lt(
        "WhatsApp does not deliver it to this customer. Reach them another way."
    ),
    errors.CONTENT: _lt(
        "WhatsApp did not accept the content. Write it differently, or attach another "
        "file."
    ),
    errors.FETCH: _lt(
        "Twilio could not use Odoo's web address. Try again; if that does not help, "
        "ask an administrator to check the account's Public URL."
    ),
    errors.LIMIT: _lt(
        "A limit is reached: of customers to write first to in 24 hours, or of "
        "messages at once. Try again later, at the latest tomorrow."
    ),
    errors.MARKETING: _lt(
        "WhatsApp spares this customer more marketing, and numbers in the USA any. "
        "Try again in some days, or use a utility template."
    ),
    errors.MEDIA: _lt(
        "WhatsApp could not take the file. Try again, or attach a smaller one."
    ),
    errors.NOT_ON_WHATSAPP: _lt(
        "WhatsApp cannot reach this number. Check the customer's number."
    ),
    errors.OTHER: _lt(
        "It could not be delivered. Try again; if that does not help, show the code "
        "to an administrator."
    ),
    errors.RATE: _lt("Too many messages at once. Try again later."),
    errors.SANDBOX: _lt(
        "Twilio's sandbox reaches only people who joined it. Ask the customer to join."
    ),
    errors.SENDER: _lt(
        "Our number cannot send. Ask an administrator to check the sender."
    ),
    errors.TEMPLATE: _lt(
        "The template cannot be sent like this. Check what you filled in, or choose "
        "another one."
    ),
    errors.TEXT_TOO_LONG: _lt("The text is too long. Send it in parts."),
    errors.TWILIO_DOWN: _lt("Twilio or WhatsApp had a problem. Try again."),
    errors.UNREACHABLE: _lt("The customer's phone could not be reached. Try again."),
    **REFUSALS,
}


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    @api.model
    def _apply_status(self, account, uuid, event):
        """Apply a status callback to the row it names; True if it was news."""
        row = self.search_fetch([("uuid", "=", uuid), ("account_id", "=", account.id)])
        if not row or not event.state:
            return False
        if event.sid and not row.sid:
            row.sid = event.sid
        if event.sid != row.sid and event.state in status.RETRYABLE:
            return False  # of a try that nobody knew of: another is on its way
        is_news = row._move(event.state, event.error_code, event.error_message)
        if is_news:
            row._wake_those_behind()
        return is_news

    def _move(self, state, code="", message="", cause=""):
        """Move to a state if that is news, and show it; True if it was."""
        self.ensure_one()
        if not status.follows(state, self.state):
            return False
        self.write(
            {
                "state": state,
                **self._time_of(state),
                **self._failure_of(state, code, message, cause),
            }
        )
        self._learn_from_failure()
        self._note_progress()
        return True

    def _learn_from_failure(self):
        """WhatsApp knows better: the session was over, or the customer opted out."""
        conversation = self.conversation_id
        is_out = self.error_code and self.cause == errors.OPTED_OUT
        if is_out and conversation.brand_id:
            conversation._note_consent(consent.OPTED_OUT, TWILIO, self.error_code)
        if self.error_code and self.cause == errors.SESSION_EXPIRED:
            conversation.window_ended_at = self.attempted_at
            conversation._notify_browsers()

    def _time_of(self, state):
        field_name = TIME_FIELDS.get(state)
        return {field_name: fields.Datetime.now()} if field_name else {}

    def _failure_of(self, state, code, message, cause):
        if state not in status.LOST:
            return {"cause": False, "error_code": False, "error_message": False}
        return {
            "cause": cause or errors.cause_of(code),
            "error_code": code,
            "error_message": message,
        }

    def _note_progress(self):
        """Show the new state: ticks on the bubble, failures in the systray."""
        for row in self.filtered("mail_message_id"):
            message = row.mail_message_id
            Store(bus_channel=message._bus_channel()).add(
                message, ["whatsapp_delivery"]
            ).bus_send()
            row._note_failure()

    def _note_failure(self):
        """One notification tells the author of a failure, until it is over."""
        message = self.mail_message_id
        if not any(message.whatsapp_message_ids.mapped("failed_at")):
            return  # there never was one, as of nearly every message
        known = message.notification_ids.filtered(
            lambda n: n.notification_type == "whatsapp"
        )
        worst = message._whatsapp_rows()._worst()
        if worst.state in status.LOST:
            known = known or self.env["mail.notification"].create(
                {
                    "mail_message_id": message.id,
                    "author_id": message.author_id.id,
                    "res_partner_id": self.conversation_id.partner_id.id,
                    "notification_type": "whatsapp",
                }
            )
            known.write(
                {
                    "notification_status": "exception",
                    "failure_type": "unknown",
                    "failure_reason": worst._cause_in_words(),
                }
            )
        elif known:
            known.write({"notification_status": "sent", "failure_type": False})
        if known:
            message._notify_message_notification_update()

    def _cause_in_words(self):
        return str(CAUSES[self.cause if self.cause in CAUSES else errors.OTHER])
