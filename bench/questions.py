"""What people and workers ask of the database, one function each."""

from odoo.fields import Command

from odoo.addons.mail.tools.discuss import Store

from .desk import CARD, CONVERSATION, NOT_SOLVED, ROW
from .past import LivedIn

MARC, SYSTEM = "marc", None
ALL = []


def asked(title: str, *, by: str | None):
    """Register a function (environment, site) as a question of `by`."""
    return lambda ask: ALL.append((title, by, ask)) or ask


@asked("Discuss starts", by=MARC)
def _start(env, home: LivedIn):
    channels = env["discuss.channel"]._get_channels_as_member()
    _read_channels(channels)


@asked("A live channel opens", by=MARC)
def _open_live(env, home):
    _open(env, home.live[0].channel_id)


@asked("A solved channel opens", by=MARC)
def _open_solved(env, home):
    _open(env, home.past[0])


@asked("Ctrl+K", by=MARC)
def _find_channel(env, home):
    named = [("name", "ilike", "Customer 7"), ("channel_type", "!=", "chat")]
    env["discuss.channel"].search(named, limit=10)


@asked("Kanban", by=MARC)
def _kanban(env, home):
    conversations = env[CONVERSATION].with_context(read_group_expand=True)
    conversations.web_read_group(
        [NOT_SOLVED],
        ["state"],
        auto_unfold=True,
        unfold_read_specification=CARD,
    )


@asked("List", by=MARC)
def _list(env, home):
    _search(env, NOT_SOLVED)


@asked("List: mine", by=MARC)
def _list_mine(env, home):
    _search(env, ["owner_id", "=", env.uid])


@asked("List: one customer", by=MARC)
def _list_customer(env, home):
    _search(env, ["partner_id", "ilike", "Customer 7"])


@asked("Receive worker: claim", by=SYSTEM)
def _claim_received(env, home):
    _ledger(env)._claim_received()


@asked("Receive worker: revive", by=SYSTEM)
def _revive(env, home):
    _ledger(env)._revive_errors()


@asked("Dispatcher: claim", by=SYSTEM)
def _claim(env, home):
    _ledger(env)._claim(0, 16)


@asked("Dispatcher: cut off", by=SYSTEM)
def _cut_off(env, home):
    _ledger(env)._doubt_cut_off(0)


@asked("Dispatcher: due soon", by=SYSTEM)
def _due(env, home):
    _ledger(env)._is_due_within(15)


@asked("Dispatcher: next run", by=SYSTEM)
def _next_run(env, home):
    _ledger(env)._plan_next_run()


@asked("Status: the row", by=SYSTEM)
def _status_row(env, home):
    _ledger(env).search([("uuid", "=", "none")])


@asked("Customer: the contact", by=SYSTEM)
def _contact(env, home):
    env["res.partner"]._find_by_whatsapp(_stranger())


@asked("Customer: the conversation", by=SYSTEM)
def _conversation(env, home):
    account = env["whatsapp.twilio.account"].search([], limit=1)
    env[CONVERSATION]._find(account, "+14155550100", _stranger())


@asked("Silent ones leave", by=SYSTEM)
def _silent(env, home):
    env[CONVERSATION]._leave_silent_conversations()


@asked("An agent leaves the brand", by=SYSTEM)
def _agent_leaves(env, home):
    _change_agents(env, Command.unlink)


@asked("An agent joins the brand", by=SYSTEM)
def _agent_joins(env, home):
    _change_agents(env, Command.unlink)
    _change_agents(env, Command.link)


def _ledger(env):
    return env["whatsapp.twilio.message"]


def _stranger():
    # Odoo knows this addon only once it has read its configuration.
    from odoo.addons.whatsapp_twilio.whatsapp.address import Address

    return Address("+5511987654321", "BR.1")


def _change_agents(env, command):
    brand = env.ref("whatsapp_twilio.brand_northwind")
    brand.agent_ids = [command(env.ref("whatsapp_twilio.user_lena").id)]


def _open(env, channel_id):
    channel = env["discuss.channel"].search([("id", "=", channel_id)])
    domain = [("res_id", "=", channel.id), ("model", "=", "discuss.channel")]
    fetched = env["mail.message"]._message_fetch(domain, limit=60)
    Store().add(fetched["messages"]).get_result()
    _read_channels(channel)
    channel.channel_member_ids.mapped("partner_id.name")


def _read_channels(channels):
    Store().add(channels).add(channels._get_last_messages()).get_result()


def _search(env, condition):
    env[CONVERSATION].web_search_read([condition], ROW, limit=80, count_limit=10001)
