"""What stands where the composer was: the state, its cause and its way out."""

from dataclasses import dataclass
from datetime import datetime, timezone

from odoo import api, models
from odoo.tools import format_date
from odoo.tools.translate import LazyTranslate

from odoo.addons.mail.tools.discuss import Store

from ..whatsapp import reply_state, window
from . import roles
from .known import known
from .whatsapp_twilio_conversation_reply import LABELS

_lt = LazyTranslate(__name__)

ADMIN, INTEGRATOR, MANAGER = "admin", "integrator", "manager"


@dataclass(frozen=True)
class Banner:
    """One row of the table of reply states; ``{when}`` is filled in by the browser."""

    icon: str
    title: object
    sentence: object
    label: object = ""
    method: str = ""
    # Who may push the button: ADMIN, MANAGER of the brand, or INTEGRATOR, who adds an
    # account or, where WhatsApp is off, opens Settings; empty: everybody.
    who: str = ""
    # The customer's next message ends this state, so a text may wait for it.
    ends_with_an_answer: bool = False


BANNERS = {
    reply_state.SESSION_EXPIRED: Banner(
        "fa-clock-o",
        LABELS[reply_state.SESSION_EXPIRED],
        _lt(
            "The customer last wrote {when}. WhatsApp lets you restart with an "
            "approved template."
        ),
        _lt("Send a template"),
        "action_send_template",
        ends_with_an_answer=True,
    ),
    reply_state.OPTED_OUT: Banner(
        "fa-bell-slash-o",
        LABELS[reply_state.OPTED_OUT],
        _lt("%(customer)s asked on %(opted_out)s not to be written to."),
        ends_with_an_answer=True,
    ),
    reply_state.BRAND_MISMATCH: Banner(
        "fa-random",
        _lt("Session ended"),
        _lt(
            "%(number)s now speaks for %(sender_brand)s; this conversation belongs to "
            "%(brand)s."
        ),
        _lt("Move conversation to %(sender_brand)s"),
        "action_move_to_sender_brand",
        MANAGER,
    ),
    reply_state.BRAND_INACTIVE: Banner(
        "fa-pause-circle-o",
        _lt("Session ended"),
        _lt("The brand %(brand)s is inactive."),
        _lt("Activate brand"),
        "action_activate_brand",
        MANAGER,
    ),
    reply_state.ACCOUNT_DEACTIVATED: Banner(
        "fa-ban",
        LABELS[reply_state.ACCOUNT_DEACTIVATED],
        _lt("%(deactivated)s is deactivated."),
        _lt("Reactivate"),
        "action_reactivate",
        ADMIN,
    ),
    reply_state.INTEGRATION_REMOVED: Banner(
        "fa-chain-broken",
        LABELS[reply_state.INTEGRATION_REMOVED],
        _lt("You can read the history and the contact, but not send or receive."),
        _lt("Add integration"),
        "action_add_integration",
        INTEGRATOR,
    ),
}
NEVER_WROTE = Banner(
    "fa-clock-o",
    _lt("No session yet"),
    _lt("Start with an approved template; free text works once the customer answers."),
    _lt("Send a template"),
    "action_send_template",
    ends_with_an_answer=True,
)


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    def _to_store_defaults(self, target):
        alarms = {
            "amber": int(window.AMBER.total_seconds()),
            "red": int(window.RED.total_seconds()),
        }
        return super()._to_store_defaults(target) + [
            self._server_now_to_store(),
            Store.Attr("window_alarms", lambda c: alarms),
            *self._banners_to_store(),
        ]

    @api.model
    def _server_now_to_store(self):
        """The server's clock, to the millisecond: the page closes by it."""
        now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
        return Store.Attr("server_now", lambda c: now)

    @api.model
    def _banners_to_store(self):
        return [
            Store.Attr("reply_banner", lambda c: c._reply_banner()),
            Store.Attr("expired_banner", lambda c: c._expired_banner()),
        ]

    def _reply_banner(self):
        """What stands in place of the composer now, or False while it is open."""
        if self.reply_state == reply_state.OPEN:
            return False
        if self.reply_state == reply_state.SESSION_EXPIRED:
            return self._expired_banner()
        return self._banner(self.reply_state, BANNERS[self.reply_state])

    def _expired_banner(self):
        """What will stand there when the window closes by itself."""
        expired = BANNERS[reply_state.SESSION_EXPIRED]
        banner = expired if self.last_inbound_at else NEVER_WROTE
        return self._banner(reply_state.SESSION_EXPIRED, banner)

    def _banner(self, state, banner):
        words = self._banner_words()
        people = self._who_may(banner.who)
        return {
            "state": state,
            "icon": banner.icon,
            "title": str(banner.title),
            "sentence": str(banner.sentence) % words,
            "button": {
                "label": str(banner.label) % words,
                "method": banner.method,
                "user_ids": people.ids if banner.who else False,
            }
            if banner.method
            else False,
            "ask": self._whom_to_ask(people),
            "keeps_text": banner.ends_with_an_answer,
        }

    def _banner_words(self):
        # sudo: whatsapp.twilio.* - names that an agent may read in the banner
        conversation = self.sudo()
        account, sender = conversation.account_id, conversation.sender_id
        number = self._number_to_read(self.sender_number)
        off = account.name if account and not account.active else number
        opted_out_at = self.opted_out_at
        return {
            "customer": conversation.display_name,
            "brand": conversation.brand_id.name or self.env._("of this conversation"),
            "sender_brand": sender.brand_id.name or self.env._("no brand"),
            "number": number,
            "deactivated": off,
            "opted_out": opted_out_at and format_date(self.env, opted_out_at),
        }

    @api.model
    def _admins(self, company):
        """The administrators of a company; of none: all."""
        # sudo: res.groups - who administers is for everybody to know
        group = known(self.env, roles.ADMIN).sudo()
        return group.all_user_ids.filtered(
            lambda user: user.active and company <= user.company_ids
        )

    def _who_may(self, who):
        """The users who may push a button that is not for everybody."""
        # sudo: whatsapp.twilio.brand - who manages a brand is for agents to know
        conversation = self.sudo()
        admins = self._admins(conversation.company_id)
        if who == MANAGER:
            return conversation.brand_id.manager_ids.filtered("active") | admins
        if who == INTEGRATOR and not self._is_integration_on():
            # sudo: res.groups - who may open Settings is for everybody to know
            return admins & known(self.env, "base.group_system").sudo().all_user_ids
        return admins if who in (ADMIN, INTEGRATOR) else self.env["res.users"]

    def _whom_to_ask(self, people):
        """The words for those who may not push the button."""
        name = people[:1].name
        return self.env._("Ask %(name)s", name=name) if name else False

    @api.model
    def get_discuss_data(self, ids):
        """The Store data of the conversations an open browser shows, and of the brands
        that its user serves.
        """
        # sudo: whatsapp.twilio.conversation - who sees the channel may see it
        conversations = self.browse(ids).exists().sudo()
        channels = conversations.channel_id.with_env(self.env)._filtered_access("read")
        store = Store().add(channels.whatsapp_conversation_id.sudo())
        self.env["res.users"]._whatsapp_brands_to_store(store)
        return store.get_result()
