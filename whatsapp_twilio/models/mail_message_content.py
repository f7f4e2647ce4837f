"""What a customer's bubble holds beside its text: files on their way, contacts."""

from odoo import api, fields, models

from odoo.addons.mail.tools.discuss import Store

from .mail_message import is_whatsapp_message
from .previews import preview_of


class MailMessage(models.Model):
    _inherit = "mail.message"

    # sudo: whatsapp.twilio.message - who may read a message may know what it holds
    whatsapp_content = fields.Json(
        compute="_compute_whatsapp_content", compute_sudo=True
    )

    @api.depends(
        "whatsapp_message_ids.kind",
        "whatsapp_message_ids.contacts",
        "whatsapp_message_ids.media_ids.state",
    )
    def _compute_whatsapp_content(self):
        """What the bubble of a customer's message tells; False for all others."""
        self.whatsapp_content = False
        for message in self.filtered(is_whatsapp_message):
            rows = message.whatsapp_message_ids.sorted("id").filtered(
                lambda row: row.direction == "inbound"
            )
            message.whatsapp_content = rows and {
                "kind": rows[0].kind,
                "preview": preview_of(rows[0].kind),
                "media": [media._to_content() for media in rows.media_ids],
                "contacts": [
                    {"row_id": row.id, "index": index, "name": contact["name"]}
                    for row in rows
                    for index, contact in enumerate(row.contacts or ())
                ],
            }

    def _to_store_defaults(self, target):
        return super()._to_store_defaults(target) + [
            Store.Attr("whatsapp_content", predicate=is_whatsapp_message)
        ]

    def _notify_whatsapp_content(self):
        """Show what came: a file in place of its placeholder, a contact's card."""
        for message in self:
            # sudo: mail.message - attachments of a message that people read already
            attachments = Store.Many("attachment_ids", sort="id", sudo=True)
            Store(bus_channel=message._bus_channel()).add(
                message, ["body", "whatsapp_content", attachments]
            ).bus_send()

    def _set_whatsapp_reaction(self, partner, emoji):
        """A customer has one reaction on a message, or takes it back (no emoji)."""
        guest = self.env["mail.guest"]
        # sudo: mail.message - the worker reacts for customers, who have no user
        message = self.sudo()
        own = message.reaction_ids.filtered(
            lambda reaction: reaction.partner_id == partner
        )
        for content in own.mapped("content"):
            if content != emoji:
                message._message_reaction(content, "remove", partner, guest)
        if emoji:
            message._message_reaction(emoji, "add", partner, guest)
