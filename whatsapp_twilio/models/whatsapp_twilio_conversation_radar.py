"""Nobody's window dies unanswered unseen: the owner is reminded, then the manager."""

from datetime import timezone

from odoo import api, fields, models

ACTIVITY = "whatsapp_twilio.mail_activity_type_window"


class WhatsappTwilioBrand(models.Model):
    _inherit = "whatsapp.twilio.brand"

    remind_owner_minutes = fields.Integer(
        "Remind the owner",
        help="Minutes before the session of a customer who waits closes. 0: never.",
    )
    remind_manager_minutes = fields.Integer(
        "Remind the managers",
        help="Minutes before it closes, when it is still unanswered. 0: never.",
    )
    calendar_id = fields.Many2one(
        "resource.calendar",
        "Business hours",
        help="With business hours, only the minutes of working time count.",
    )

    def _reminder_at(self, closes_at, minutes):
        """When so many minutes (of business time, if there is any) are left."""
        if not self.calendar_id:
            return fields.Datetime.subtract(closes_at, minutes=minutes)
        moment = self.calendar_id.plan_hours(
            -minutes / 60, closes_at.replace(tzinfo=timezone.utc), compute_leaves=True
        )
        return moment and moment.astimezone(timezone.utc).replace(tzinfo=None)


class WhatsappTwilioConversation(models.Model):
    _name = "whatsapp.twilio.conversation"
    _inherit = ["whatsapp.twilio.conversation", "mail.thread", "mail.activity.mixin"]
    _mail_post_access = "read"

    owner_reminded_for = fields.Datetime(readonly=True)
    manager_reminded_for = fields.Datetime(readonly=True)

    @api.model
    def _cron_remind(self):
        """Remind who is due of the windows that close unanswered."""
        brands = self.env["whatsapp.twilio.brand"].search(
            [
                "|",
                ("remind_owner_minutes", ">", 0),
                ("remind_manager_minutes", ">", 0),
            ]
        )
        for brand in brands:
            for conversation in self._closing_unanswered(brand):
                conversation._remind_if_due()

    def _closing_unanswered(self, brand):
        return self.search(
            [
                ("brand_id", "=", brand.id),
                ("state", "=", "open"),
                ("window_closes_at", ">", fields.Datetime.now()),
            ]
        )

    def _remind_if_due(self):
        """Each of them once for one window: the owner first, the managers later."""
        brand, now, closing = (
            self.brand_id,
            fields.Datetime.now(),
            self.window_closes_at,
        )
        for minutes, done, people in (
            (brand.remind_owner_minutes, "owner_reminded_for", self.owner_id),
            (brand.remind_manager_minutes, "manager_reminded_for", brand.manager_ids),
        ):
            if not minutes or self[done] == closing:
                continue
            due = brand._reminder_at(closing, minutes)
            if due and due <= now:
                self[done] = closing
                # Without an owner the managers are the first to know.
                self._remind(people or brand.manager_ids)

    def _remind(self, people):
        for user in people.filtered("active"):
            self.activity_schedule(
                ACTIVITY,
                user_id=user.id,
                summary=self.env._(
                    "%(name)s waits for an answer", name=self.display_name
                ),
            )

    @api.model
    def _agent_left(self, brand, user):
        """Nor is whoever left reminded, or told of anything."""
        # sudo: whatsapp.twilio.conversation - theirs, whoever changes the brand
        told = self.sudo().search(
            [
                ("brand_id", "=", brand.id),
                ("message_partner_ids", "in", user.partner_id.ids),
            ]
        )
        told.activity_unlink([ACTIVITY], user_id=user.id)
        told.message_unsubscribe(user.partner_id.ids)
        return super()._agent_left(brand, user)

    def _forget_reminders(self):
        """Somebody answered: nobody needs to be reminded any more."""
        if self.owner_reminded_for or self.manager_reminded_for:
            self.activity_unlink([ACTIVITY])
            self.write({"owner_reminded_for": False, "manager_reminded_for": False})
