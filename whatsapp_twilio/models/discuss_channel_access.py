"""Who reaches a WhatsApp channel without sitting in it: its brand's people, and the
administrators of its company.
"""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .roles import ADMIN


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    is_whatsapp_reachable = fields.Boolean(
        compute="_compute_is_whatsapp_reachable",
        search="_search_is_whatsapp_reachable",
        help="The current user serves or manages the conversation's brand, or is an "
        "administrator of its company.",
    )

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
        """That the current user may read the conversation behind this channel.

        A scalar sub-select on purpose: it looks one conversation up by its channel.
        PostgreSQL may turn EXISTS and IN around (hashed), and then reads them all.
        """
        self.env["whatsapp.twilio.conversation"].flush_model(
            ["channel_id", "brand_id", "company_id"]
        )
        if self.env.user.has_group(ADMIN):
            return self._sql_is_of_company(channel_id)
        return self._sql_is_of_brand(channel_id)

    def _sql_is_of_company(self, channel_id):
        """That the conversation is of one of the user's companies, or of none."""
        return SQL(
            """
            (SELECT COALESCE(conversation.company_id, 0)
               FROM whatsapp_twilio_conversation conversation
              WHERE conversation.channel_id = %s)
            IN %s
            """,
            channel_id,
            (0, *self._companies()),
        )

    def _sql_is_of_brand(self, channel_id):
        """That the user serves or manages the conversation's brand."""
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
            companies=self._companies(),
            user=self.env.uid,
        )

    def _companies(self):
        # sudo: res.company - the companies this user may work in
        return tuple(self.env.user.sudo().company_ids.ids)
