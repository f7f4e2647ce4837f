"""A brand: one business identity customers talk to, and the people behind it."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .roles import ADMIN, AGENT, MANAGER


class WhatsappTwilioBrand(models.Model):
    _name = "whatsapp.twilio.brand"
    _description = "WhatsApp Brand"
    _inherit = ["image.mixin", "mail.thread", "whatsapp.twilio.setting"]
    _order = "name, id"
    _conversation_field = "brand_id"
    _refresh_on = frozenset({"active", "agent_ids", "manager_ids", "name"})

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", default=lambda self: self.env.company, index=True
    )
    color = fields.Integer(compute="_compute_color")
    agent_ids = fields.Many2many(
        "res.users",
        "whatsapp_twilio_brand_agent_rel",
        "brand_id",
        "user_id",
        "Agents",
        domain=lambda self: self._domain_people(AGENT),
        help="They answer this brand's customers.",
    )
    manager_ids = fields.Many2many(
        "res.users",
        "whatsapp_twilio_brand_manager_rel",
        "brand_id",
        "user_id",
        "Managers",
        domain=lambda self: self._domain_people(MANAGER),
        help="They see every conversation of this brand, assign and hand over.",
    )
    sender_ids = fields.One2many("whatsapp.twilio.sender", "brand_id", "Senders")
    sender_count = fields.Integer(compute="_compute_sender_count")

    def _domain_people(self, role):
        return [("all_group_ids", "in", self.env.ref(role).ids)]

    def _compute_color(self):
        """A stable colour of Odoo's palette (1 to 11) for chips and dots."""
        for brand in self:
            brand.color = (brand._origin.id or 0) % 11 + 1

    @api.depends("sender_ids")
    def _compute_sender_count(self):
        for brand in self:
            brand.sender_count = len(brand.sender_ids)

    @api.constrains("agent_ids", "manager_ids", "company_id")
    def _check_people(self):
        for brand in self:
            # sudo: res.users - a manager need not see all users to be told of one
            people = (brand.agent_ids | brand.manager_ids).sudo()
            outsiders = people.filtered(lambda user: not user._is_internal())
            if brand.company_id:
                outsiders |= people.filtered(
                    lambda user, company=brand.company_id: (
                        company not in user.company_ids
                    )
                )
            if outsiders:
                raise ValidationError(
                    self.env._(
                        "%(names)s cannot serve %(brand)s: only internal users who "
                        "may work in its company can.",
                        names=", ".join(outsiders.mapped("name")),
                        brand=brand.name,
                    )
                )

    @api.constrains("company_id")
    def _check_company_of_senders(self):
        # sudo: whatsapp.twilio.sender - also those of accounts one does not see
        self.sudo().with_context(active_test=False).sender_ids._check_company_of_brand()

    def write(self, vals):
        if not {"agent_ids", "manager_ids"} & set(vals):
            return super().write(vals)
        before = {brand: (brand._people(), brand._active_agents()) for brand in self}
        result = super().write(vals)
        for brand, former in before.items():
            brand._seat_changed_people(*former)
        return result

    def _lost_consents(self):
        # sudo: whatsapp.twilio.consent - counted, not shown
        return (
            self.env["whatsapp.twilio.consent"]
            .sudo()
            .search([("brand_id", "in", self.ids)])
        )

    def _seat_changed_people(self, people, agents):
        """People who left lose their seats, new agents see what waits for anybody."""
        conversations = self.env["whatsapp.twilio.conversation"]
        for user in people - self._people():
            conversations._agent_left(self, user)
        for user in self._active_agents() - agents:
            conversations._agent_joined(self, user)

    def _people(self):
        """Who serves or manages the brand today; others may not see what it says."""
        # sudo: res.users - who serves a brand is not a secret to its worker
        brand = self.sudo()
        return brand._able(brand.agent_ids | brand.manager_ids)

    def _active_agents(self):
        """The people who answer today."""
        # sudo: res.users - as above
        brand = self.sudo()
        return brand._able(brand.agent_ids)

    def _is_managed_by(self, user):
        """Whether this person assigns its conversations: a manager of the brand, or
        an administrator.
        """
        if user.has_group(ADMIN):
            return True
        is_manager = user.has_group(MANAGER)
        # sudo: whatsapp.twilio.brand - as above
        return is_manager and user in self.sudo().manager_ids

    def _able(self, users):
        """Those of these users who may work in the brand's company."""
        return users.filtered(
            lambda user: user.active and self.company_id <= user.company_ids
        )
