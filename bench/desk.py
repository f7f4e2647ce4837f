"""What an agent's browser asks, as recorded from Odoo's web client in Chromium."""

from sandbox.launcher.odoo_session import OdooSession

CONVERSATION = "whatsapp.twilio.conversation"
_START = ["failures", "systray_get_activities", "init_messaging", "channels_as_member"]
NOT_SOLVED = ["state", "!=", "solved"]
_NAMED = {"fields": {"display_name": {}}}
CARD = {
    "partner_id": {"fields": {}},
    "write_date": {},
    "display_name": {},
    "brand_id": _NAMED,
    "owner_id": _NAMED,
    "last_message_body": {},
    "last_message_at": {},
    "reply_state": {},
}
ROW = {
    "display_name": {},
    "brand_id": _NAMED,
    "sender_number": {},
    "owner_id": _NAMED,
    "state": {},
    "last_inbound_at": {},
    "last_message_at": {},
    "reply_state": {},
}


class Desk:
    """Each method is one thing that an agent does, as the requests it takes."""

    def __init__(self, agent: OdooSession):
        self._agent = agent

    def start_discuss(self) -> None:
        """Load the page, then all that the sidebar and the systray show."""
        self._agent.get("/odoo/discuss")
        self._agent.rpc("/mail/data", fetch_params=_START)

    def open_channel(self, channel_id: int) -> None:
        """Open a channel that the browser does not know yet."""
        self._agent.rpc("/mail/data", fetch_params=[["discuss.channel", [channel_id]]])
        newest = {"limit": 60}
        route = "/discuss/channel/messages"
        self._agent.rpc(route, channel_id=channel_id, fetch_params=newest)
        route = "/discuss/channel/members"
        self._agent.rpc(route, channel_id=channel_id, known_member_ids=[])

    def open_kanban(self) -> None:
        """The conversations that are not solved, by state."""
        self._agent.call(
            CONVERSATION,
            "web_read_group",
            domain=[NOT_SOLVED],
            groupby=["state"],
            aggregates=[],
            auto_unfold=True,
            unfold_read_specification=CARD,
            unfold_read_default_limit=80,
            context={"read_group_expand": True},
        )

    def open_list(self) -> None:
        """The same as a list."""
        self._list([NOT_SOLVED])

    def search_list(self, text: str) -> None:
        """All conversations with customers whose name contains a text."""
        self._list([["partner_id", "ilike", text]])

    def find_channel(self, text: str) -> None:
        """Find a conversation as Ctrl+K does."""
        self._agent.rpc("/discuss/search", term=text)

    def _list(self, domain):
        self._agent.call(
            CONVERSATION,
            "web_search_read",
            domain=domain,
            specification=ROW,
            limit=80,
            count_limit=10001,
        )
