"""A Twilio account: credentials, webhook key and base URLs."""

import re
import secrets
from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..gateway import callback, client, signature
from .roles import ADMIN

ACCOUNT_SID = re.compile(r"AC[0-9a-f]{32}")
# The real field and the field through which the form writes it.
SECRETS = {
    "auth_token": "auth_token_input",
    "auth_token_next": "auth_token_next_input",
    "api_key_secret": "api_key_secret_input",
    "shared_key_secret": "shared_key_secret_input",
}


def secret(label):
    """A stored secret: only the server itself reads it, whoever asks."""
    return fields.Char(label, groups=fields.NO_ACCESS, copy=False)


def secret_input(label, **kwargs):
    """The write-only face of a secret: it always reads empty."""
    return fields.Char(
        label,
        compute="_compute_secret_inputs",
        inverse="_inverse_secret_inputs",
        groups=ADMIN,
        copy=False,
        **kwargs,
    )


class WhatsappTwilioAccount(models.Model):
    _name = "whatsapp.twilio.account"
    _description = "Twilio Account"
    _inherit = ["mail.thread", "whatsapp.twilio.setting"]
    _order = "name, id"
    _conversation_field = "account_id"
    _refresh_on = frozenset({"active", "name", "paused_at"})

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", default=lambda self: self.env.company, index=True
    )
    account_sid = fields.Char(
        "Account SID", required=True, copy=False, index=True, tracking=True
    )
    auth_token = secret("Auth Token")
    auth_token_next = secret("Next Auth Token")
    api_key_sid = fields.Char("API Key SID", copy=False)
    api_key_secret = secret("API Key Secret")
    shared_key_secret = secret("Shared Key")
    auth_token_input = secret_input("Auth Token ")
    auth_token_next_input = secret_input(
        "Next Auth Token ",
        help="Put the secondary token here before you promote it at Twilio: both are "
        "accepted, and once it is promoted it becomes the Auth Token by itself.",
    )
    api_key_secret_input = secret_input("API Key Secret ")
    shared_key_secret_input = secret_input(
        "Shared Key ",
        help="Only when Twilio signs your webhooks with a shared key (SHA-256).",
    )
    auth_token_hint = fields.Char(compute="_compute_secret_hints")
    auth_token_next_hint = fields.Char(compute="_compute_secret_hints")
    api_key_secret_hint = fields.Char(compute="_compute_secret_hints")
    shared_key_secret_hint = fields.Char(compute="_compute_secret_hints")
    webhook_key = fields.Char(
        default=lambda self: secrets.token_urlsafe(24),
        required=True,
        readonly=True,
        copy=False,
        groups=ADMIN,
    )
    public_url = fields.Char(
        "Public URL",
        help="The address under which Twilio reaches this Odoo and which it signs. "
        "Empty: Odoo's own base URL.",
    )
    inbound_url = fields.Char(
        "Incoming messages URL",
        compute="_compute_inbound_url",
        groups=ADMIN,
    )
    api_base_url = fields.Char(
        "API base URL",
        groups="base.group_system",
        help="Where Twilio's API is. Empty: Twilio itself.",
    )
    sender_ids = fields.One2many("whatsapp.twilio.sender", "account_id", "Senders")

    _account_sid_unique = models.Constraint(
        "UNIQUE(account_sid)", "This Twilio account is already here."
    )
    _webhook_key_unique = models.Constraint(
        "UNIQUE(webhook_key)", "This webhook key is already used."
    )

    def _compute_secret_inputs(self):
        for field_name in SECRETS.values():
            self[field_name] = False

    def _inverse_secret_inputs(self):
        for account in self:
            # sudo: whatsapp.twilio.account - the writer may set a secret, not read it
            account.sudo().write(
                {
                    real: account[face].strip()
                    for real, face in SECRETS.items()
                    if account[face]
                }
            )

    @api.depends(*SECRETS)
    def _compute_secret_hints(self):
        # sudo: whatsapp.twilio.account - tells that a secret is stored, not which
        for account in self.sudo():
            for real in SECRETS:
                account[f"{real}_hint"] = (
                    self.env._("Stored. Type to replace it.")
                    if account[real]
                    else self.env._("Not set")
                )

    @api.depends("public_url", "webhook_key")
    def _compute_inbound_url(self):
        for account in self:
            account.inbound_url = account._webhook_url("inbound")

    @api.constrains("account_sid")
    def _check_account_sid(self):
        for account in self:
            if not ACCOUNT_SID.fullmatch(account.account_sid or ""):
                raise ValidationError(
                    self.env._(
                        "An Account SID is AC and 32 characters from 0-9 and a-f. "
                        "Copy it from the first page of Twilio's Console."
                    )
                )

    @api.constrains("public_url")
    def _check_public_url(self):
        for account in self.filtered("public_url"):
            if not callback.is_callable(account.public_url):
                raise ValidationError(
                    self.env._(
                        "Twilio does not call this Public URL. Write it like "
                        "https://odoo.example.com, without an underscore in the name."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["account_sid"] = (vals.get("account_sid") or "").strip()
        return super().create(vals_list)

    def write(self, vals):
        result = super().write(vals)
        if "account_sid" in vals:
            self._take_conversations_along()
        return result

    def _take_conversations_along(self):
        """Its conversations are found by its SID: under the new one, from now on."""
        for account in self:
            # sudo: whatsapp.twilio.conversation - nobody writes them by hand
            conversations = self.env["whatsapp.twilio.conversation"].sudo()
            ours = conversations.search([("account_id", "=", account.id)])
            ours.write({"account_sid": account.account_sid})

    @api.ondelete(at_uninstall=False)
    def _unlink_senders(self):
        """Senders go with their account; conversations stay and lose their sender."""
        self.with_context(active_test=False).sender_ids.unlink()

    def _webhook_url(self, path):
        """The URL that Twilio is given, and signs, for one of our webhooks."""
        # sudo: whatsapp.twilio.account - the key is part of every callback URL
        return self._twilio_url(f"{self.sudo().webhook_key}/{path}")

    def _twilio_url(self, path):
        """An address of ours as Twilio reaches it."""
        self.ensure_one()
        base = self.public_url or self.get_base_url()
        return f"{base.rstrip('/')}/whatsapp_twilio/{path}"

    def _webhook_secrets(self, headers):
        """What a webhook with these headers may be signed with: the shared key where
        it names one, else the Auth Token or the next one.
        """
        # sudo: whatsapp.twilio.account - secrets are for the server only
        account = self.sudo()
        if signature.is_shared_key(headers):
            return [account.shared_key_secret]
        return [account.auth_token, account.auth_token_next]

    def _credentials(self):
        """How the server signs in to Twilio: by API key where there is one."""
        # sudo: whatsapp.twilio.account - secrets are for the server only
        account = self.sudo()
        by_key = account.api_key_sid and account.api_key_secret
        return client.Credentials(
            account_sid=account.account_sid,
            username=account.api_key_sid if by_key else account.account_sid,
            password=(account.api_key_secret if by_key else account.auth_token) or "",
            base_url=account.api_base_url or "",
        )

    def _owner_credentials(self):
        """By the Auth Token where there is one, which may see the account itself."""
        # sudo: whatsapp.twilio.account - secrets are for the server only
        account, usual = self.sudo(), self._credentials()
        if not account.auth_token:
            return usual
        return replace(usual, username=account.account_sid, password=account.auth_token)
