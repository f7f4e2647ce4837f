"""The WhatsApp type of Discuss channel: posting here is sending to the customer."""

from markupsafe import Markup

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL, plaintext2html

from odoo.addons.mail.tools.discuss import Store

from ..whatsapp import limits, markup
from .mail_message import WHATSAPP as WHATSAPP_MESSAGE

WHATSAPP = "whatsapp"
STAYS_IN_ODOO = {"notification", "user_notification"}


def is_whatsapp(channel):
    return channel.channel_type == WHATSAPP


def become_groups(channels):
    """On uninstall the history stays readable for those who sat in it, no one else."""
    channels.env.cr.execute(
        SQL(
            "UPDATE discuss_channel SET channel_type = 'group' WHERE id IN %s",
            tuple(channels.ids),
        )
    )


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    channel_type = fields.Selection(
        selection_add=[(WHATSAPP, "WhatsApp")], ondelete={WHATSAPP: become_groups}
    )
    whatsapp_conversation_ids = fields.One2many(
        "whatsapp.twilio.conversation", "channel_id", "WhatsApp conversation"
    )
    whatsapp_conversation_id = fields.Many2one(
        "whatsapp.twilio.conversation",
        compute="_compute_whatsapp_conversation_id",
        compute_sudo=True,
    )
    is_whatsapp_reachable = fields.Boolean(
        compute="_compute_is_whatsapp_reachable",
        search="_search_is_whatsapp_reachable",
        help="The current user serves or manages the conversation's brand.",
    )

    @api.depends("whatsapp_conversation_ids")
    def _compute_whatsapp_conversation_id(self):
        for channel in self:
            channel.whatsapp_conversation_id = channel.whatsapp_conversation_ids[:1]

    @api.depends_context("uid")
    def _compute_is_whatsapp_reachable(self):
        reachable = self._sql_is_reachable(SQL("channel.id"))
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM discuss_channel channel WHERE id IN %s AND %s",
                tuple(self.ids) or (0,),
                reachable,
            )
        )
        self.is_whatsapp_reachable = False
        self.browse(row_id for (row_id,) in rows).is_whatsapp_reachable = True

    def _search_is_whatsapp_reachable(self, operator, _operand):
        if operator != "in":
            return NotImplemented
        return Domain.custom(
            to_sql=lambda model, alias, query: self._sql_is_reachable(
                model._field_to_sql(alias, "id", query)
            )
        )

    def _sql_is_reachable(self, channel_id):
        """That the current user serves or manages the brand behind this channel.

        A scalar sub-select on purpose: it looks one conversation up by its channel.
        PostgreSQL may turn EXISTS and IN around (hashed), and then reads them all.
        """
        self.env["whatsapp.twilio.conversation"].flush_model(["channel_id", "brand_id"])
        self.env["whatsapp.twilio.brand"].flush_model()
        return SQL(
            """
            (SELECT conversation.brand_id
               FROM whatsapp_twilio_conversation conversation
              WHERE conversation.channel_id = %(channel_id)s)
            IN (SELECT brand.id
                  FROM whatsapp_twilio_brand brand
                 WHERE (brand.company_id IS NULL OR brand.company_id IN %(companies)s)
                   AND (EXISTS (SELECT 1 FROM whatsapp_twilio_brand_agent_rel
                                 WHERE brand_id = brand.id AND user_id = %(user)s)
                        OR EXISTS (SELECT 1 FROM whatsapp_twilio_brand_manager_rel
                                    WHERE brand_id = brand.id AND user_id = %(user)s)))
            """,
            channel_id=channel_id,
            # sudo: res.company - the companies this user may work in
            companies=tuple(self.env.user.sudo().company_ids.ids),
            user=self.env.uid,
        )

    @api.model_create_multi
    def create(self, vals_list):
        # Only the worker makes them: a customer's message is what starts one.
        if not self.env.su and any(
            vals.get("channel_type") == WHATSAPP for vals in vals_list
        ):
            raise AccessError(
                self.env._("WhatsApp conversations start with a customer's message.")
            )
        return super().create(vals_list)

    def message_post(self, *, whatsapp_row=None, **kwargs):
        """Post; in a WhatsApp channel that is sending, whichever way it is called.

        Notifications and internal notes (subtype ``mail.mt_note``) stay in Odoo.

        :param whatsapp_row: the ledger row whose message is posted. A recordset, so
            that no remote caller can post in a customer's name.
        """
        kwargs.pop("whatsapp_message_ids", None)
        if not is_whatsapp(self[:1]):
            return super().message_post(**kwargs)
        if not isinstance(whatsapp_row, models.BaseModel):
            if self._stays_in_odoo(kwargs):
                return super().message_post(**kwargs)
            whatsapp_row = self._queue_for_customer(kwargs)
        kwargs.update(message_type=WHATSAPP_MESSAGE, subtype_xmlid="mail.mt_comment")
        kwargs.pop("subtype_id", None)
        kwargs["whatsapp_message_ids"] = [Command.link(whatsapp_row.id)]
        # sudo: whatsapp.twilio.message - links the row; access was checked above
        message = super(DiscussChannel, self.sudo()).message_post(**kwargs)
        return message.sudo(self.env.su)

    def _get_message_create_valid_field_names(self):
        return super()._get_message_create_valid_field_names() | {
            "whatsapp_message_ids"
        }

    def _stays_in_odoo(self, kwargs):
        """Whether a post is a notification or an internal note."""
        if kwargs.get("message_type", "notification") in STAYS_IN_ODOO:
            return True
        note = self.env.ref("mail.mt_note")
        return (
            kwargs.get("subtype_xmlid") == "mail.mt_note"
            or kwargs.get("subtype_id") == note.id
        )

    def _queue_for_customer(self, kwargs):
        """Queue what somebody is about to post, or raise a UserError that says why not.

        The row is written before the post, so that its bubble has ticks at once.
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only colleagues write to customers."))
        # Nobody speaks to a customer in another person's name.
        for name in ("author_id", "author_guest_id", "email_from"):
            kwargs.pop(name, None)
        # sudo: whatsapp.twilio.conversation - who may post may have it recorded
        conversation = self.sudo().whatsapp_conversation_id
        conversation._check_can_reply()
        text = self._check_text(kwargs)
        row = conversation.message_ids._queue_text(conversation, text)
        conversation._agent_answered(self.env.user)
        return row

    def _check_text(self, kwargs):
        """The text of a post as the customer will get it, if WhatsApp can carry it."""
        if kwargs.get("attachment_ids") or kwargs.get("attachments"):
            raise UserError(
                self.env._(
                    "Only text can be sent to the customer. Remove the files and send "
                    "the text alone, or add them to an internal note."
                )
            )
        body = kwargs.get("body") or ""
        is_html = isinstance(body, Markup) or kwargs.get("body_is_html")
        text = markup.to_text(str(body)) if is_html else body.strip()
        if not text:
            raise UserError(self.env._("The message is empty. Write something first."))
        if len(text) > limits.TEXT_MAX:
            raise UserError(
                self.env._(
                    "The text has %(count)s characters, and WhatsApp takes %(max)s. "
                    "Shorten it, or send it in parts.",
                    count=len(text),
                    max=limits.TEXT_MAX,
                )
            )
        return text

    def _post_from_customer(self, row):
        """Post a customer's message in the customer's name."""
        self.ensure_one()
        return self._as_nobody().message_post(
            whatsapp_row=row,
            author_id=row.conversation_id.partner_id.id,
            body=plaintext2html(row.body or "", with_paragraph=False),
        )

    def _as_nobody(self):
        """This channel for the worker: whoever runs it neither joins nor is seen."""
        public = self.env.ref("base.public_user")
        # sudo: discuss.channel - the worker posts for customers, who have no user
        return self.with_user(public).sudo()

    def _to_store_defaults(self, target):
        return super()._to_store_defaults(target) + [
            # sudo: whatsapp.twilio.conversation - who sees the channel may see it
            Store.One("whatsapp_conversation_id", predicate=is_whatsapp, sudo=True)
        ]

    def _add_members(self, *, guests=None, partners=None, users=None, **kwargs):
        if is_whatsapp(self[:1]):
            invited = (partners or self.env["res.partner"]) | (
                users or self.env["res.users"]
            ).partner_id
            self._check_invited(invited, guests)
        return super()._add_members(
            guests=guests, partners=partners, users=users, **kwargs
        )

    def _check_invited(self, partners, guests):
        # sudo: res.partner - only whether somebody is a colleague
        outsiders = partners.sudo().filtered(
            lambda partner: not any(u._is_internal() for u in partner.user_ids)
        )
        if guests or outsiders:
            raise UserError(
                self.env._(
                    "Only colleagues can be invited to a WhatsApp conversation. The "
                    "customer takes part on WhatsApp."
                )
            )

    def _notify_by_web_push_prepare_payload(self, message, *args, **kwargs):
        payload = super()._notify_by_web_push_prepare_payload(message, *args, **kwargs)
        if is_whatsapp(self):
            payload["title"] = self.env._("%(name)s on WhatsApp", name=self.name)
        return payload
