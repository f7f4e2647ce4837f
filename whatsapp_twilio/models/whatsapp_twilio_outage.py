"""A dark period: what customers wrote did not reach Odoo by itself."""

from datetime import timedelta

from odoo import fields, models
from odoo.tools import format_datetime
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

ACTIVITY = "whatsapp_twilio.mail_activity_type_outage"
ODOO, REFUSED, UNREACHED, UNKNOWN = "odoo", "refused", "unreached", "unknown"
CAUSES = [
    (ODOO, "Odoo was not running"),
    (REFUSED, "Odoo refused Twilio's calls"),
    (UNREACHED, "Twilio could not reach Odoo"),
    (UNKNOWN, "The cause is not known"),
]
# What an administrator does about it.
WAYS_OUT = {
    ODOO: _lt("Nothing else needs to be done."),
    REFUSED: _lt("Look at the refused calls of the account: they name the cause."),
    UNREACHED: _lt(
        "Check that the sender's webhook URL at Twilio is the one that the account "
        "shows, and that it can be reached from outside."
    ),
    UNKNOWN: _lt(
        "Check that the sender's webhook URL at Twilio is the one that the account "
        "shows."
    ),
}
# Dark periods that are nearer to each other are one; its alarm was given.
SAME = timedelta(hours=1)


class WhatsappTwilioOutage(models.Model):
    _name = "whatsapp.twilio.outage"
    _description = "WhatsApp Dark Period"
    _order = "began_at desc, id desc"
    _rec_name = "began_at"

    account_id = fields.Many2one(
        "whatsapp.twilio.account",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    began_at = fields.Datetime("From", required=True, readonly=True)
    ended_at = fields.Datetime("Until", required=True, readonly=True)
    message_count = fields.Integer("Messages", readonly=True)
    cause = fields.Selection(CAUSES, required=True, readonly=True)
    error_codes = fields.Char("Twilio's codes", readonly=True)

    def _in_words(self, user):
        """What was dark, in this user's time zone, and what to do about it."""
        causes = dict(self._fields["cause"]._description_selection(self.env))
        zone = user.tz or "UTC"
        began, ended = (
            format_datetime(self.env, moment, tz=zone, dt_format="d MMM, HH:mm")
            for moment in (self.began_at, self.ended_at)
        )
        return self.env._(
            "%(count)s messages did not reach Odoo by themselves between %(began)s and "
            "%(ended)s (%(zone)s). %(cause)s. They are in Discuss now. %(way_out)s",
            count=self.message_count,
            began=began,
            ended=ended,
            zone=zone,
            cause=causes[self.cause],
            way_out=str(WAYS_OUT[self.cause]),
        )


class WhatsappTwilioAccount(models.Model):
    _inherit = "whatsapp.twilio.account"

    outage_ids = fields.One2many("whatsapp.twilio.outage", "account_id", readonly=True)

    def _note_outage(self, brought, silent_since):
        """Keep which period was dark, and give the alarm once."""
        began, ended = brought[0].created_at, brought[-1].created_at
        before = self.outage_ids[:1]
        if before and began <= before.ended_at + SAME:
            before.write(
                {
                    "began_at": min(began, before.began_at),
                    "ended_at": max(ended, before.ended_at),
                    "message_count": before.message_count + len(brought),
                }
            )
            return
        codes = sorted({one.error_code for one in brought if one.error_code})
        outage = self.outage_ids.create(
            {
                "account_id": self.id,
                "began_at": began,
                "ended_at": ended,
                "message_count": len(brought),
                "cause": self._cause_of_outage(began, ended, codes, silent_since),
                "error_codes": ", ".join(codes),
            }
        )
        self._give_alarm(outage)

    def _cause_of_outage(self, began, ended, codes, silent_since):
        """The likeliest cause; we know best about ourselves."""
        if silent_since and ended >= silent_since:
            return ODOO
        return UNREACHED if codes else UNKNOWN

    def _give_alarm(self, outage):
        """Tell the administrators: in the chatter, as a to-do, and on screen."""
        title = self.env._("WhatsApp messages were missed")
        self.message_post(body=outage._in_words(self.env.user))
        self._alarm_admins(title, outage._in_words)

    def _alarm_admins(self, title, words_for):
        """One to-do for each administrator, and a notification to open browsers;
        who has not done the last one yet gets no other.
        """
        told = self.activity_ids.filtered(lambda a: a.summary == title).user_id
        admins = self.env["whatsapp.twilio.conversation"]._admins(self.company_id)
        for user in admins - told:
            words = words_for(user)
            self.activity_schedule(ACTIVITY, user_id=user.id, summary=title, note=words)
            user._bus_send(
                "simple_notification",
                {"type": "warning", "title": title, "message": words, "sticky": True},
            )
