"""Messages of a WhatsApp conversation: delivery on the bubble, nothing un-said."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.mail.tools.discuss import Store

WHATSAPP = "whatsapp_message"
# What the customer has already got.
SENT_FIELDS = {
    "attachment_ids",
    "author_guest_id",
    "author_id",
    "body",
    "date",
    "message_type",
    "model",
    "parent_id",
    "res_id",
    "subtype_id",
}


def is_whatsapp_message(message):
    return message.message_type == WHATSAPP


class MailMessage(models.Model):
    _inherit = "mail.message"

    message_type = fields.Selection(
        selection_add=[(WHATSAPP, "WhatsApp")],
        ondelete={
            WHATSAPP: lambda messages: messages.write({"message_type": "comment"})
        },
    )
    whatsapp_message_ids = fields.One2many(
        "whatsapp.twilio.message", "mail_message_id", "WhatsApp messages"
    )
    whatsapp_record_row_ids = fields.One2many(
        "whatsapp.twilio.message",
        "record_message_id",
        "WhatsApp messages about this record",
    )
    # sudo: whatsapp.twilio.message - who may read a message may know if it arrived
    whatsapp_delivery = fields.Json(
        compute="_compute_whatsapp_delivery", compute_sudo=True
    )

    @api.depends(
        "whatsapp_message_ids.state",
        "whatsapp_message_ids.retried_by_id",
        "whatsapp_record_row_ids.state",
        "whatsapp_record_row_ids.retried_by_id",
    )
    def _compute_whatsapp_delivery(self):
        """What the bubble of a message of ours tells; False for all others."""
        self.whatsapp_delivery = False
        for message in self.filtered(is_whatsapp_message):
            rows = message._whatsapp_rows()
            message.whatsapp_delivery = rows._to_delivery() if rows else False

    def _whatsapp_rows(self):
        """The WhatsApp messages that this one became, in the order the agent sees;
        in place of each that failed and was retried its latest try.
        """
        is_in_talk = self.model == "discuss.channel"  # else in a record's chatter
        rows = self.whatsapp_message_ids if is_in_talk else self.whatsapp_record_row_ids
        rows = rows.filtered(lambda row: row.direction == "outbound")
        firsts = (rows - rows.retried_by_id).sorted("id")
        return rows.browse(row._latest_try().id for row in firsts)

    def _files_as_sent(self):
        """The files in the order in which they went to the customer."""
        # sudo: mail.message - who may read a message may see its files
        files = self.sudo().attachment_ids.sorted("id")
        sent = self.sudo()._whatsapp_rows().attachment_id if len(files) > 1 else files
        return sent | files

    def write(self, vals):
        if not self.env.su and SENT_FIELDS & set(vals):
            self._check_not_whatsapp()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_whatsapp(self):
        if not self.env.su:
            self._check_not_whatsapp()

    def _check_not_whatsapp(self):
        if any(map(is_whatsapp_message, self)):
            raise UserError(
                self.env._(
                    "WhatsApp messages can be neither changed nor deleted: the "
                    "customer already has them. Write another message instead."
                )
            )

    def _message_notifications_to_store(self, store):
        # The list of failures tells the cause, too.
        store.add(self.filtered(is_whatsapp_message), ["whatsapp_delivery"])
        return super()._message_notifications_to_store(store)

    def _to_store_defaults(self, target):
        return super()._to_store_defaults(target) + [
            Store.Attr("whatsapp_delivery", predicate=is_whatsapp_message),
            # After Odoo's own, which sorts them by when their upload was over.
            Store.Many(
                "attachment_ids",
                [],
                predicate=is_whatsapp_message,
                value=lambda message: message._files_as_sent(),
            ),
        ]
