"""Every URL of the local Twilio. `{account}` is checked against the credentials."""

from __future__ import annotations

from werkzeug.routing import Map, Rule

from . import cdn, phone_files
from .api import accounts, content_lists, contents, media, messages, senders
from .api.contents import APPROVALS
from .api.contents import PATH as CONTENT
from .api.senders import PATH as SENDERS
from .control import contents as all_contents
from .control import customers, settings, stream
from .control import messages as all_messages

ACCOUNT = "/2010-04-01/Accounts/<account_sid>"
MEDIA = f"{ACCOUNT}/Messages/<message_sid>/Media"

# Twilio's own API: Basic auth, Twilio's errors.
TWILIO = (
    ("GET", f"{ACCOUNT}.json", accounts.fetch),
    ("POST", f"{ACCOUNT}/Messages.json", messages.create),
    ("GET", f"{ACCOUNT}/Messages.json", messages.index),
    ("GET", f"{ACCOUNT}/Messages/<sid>.json", messages.fetch),
    ("DELETE", f"{ACCOUNT}/Messages/<sid>.json", messages.delete),
    ("GET", f"{MEDIA}.json", media.index),
    ("GET", f"{MEDIA}/<sid>.json", media.fetch),
    ("DELETE", f"{MEDIA}/<sid>.json", media.delete),
    ("GET", f"{MEDIA}/<sid>", media.content),
    ("DELETE", f"{MEDIA}/<sid>", media.delete),
    ("POST", CONTENT, contents.create),
    ("GET", CONTENT, content_lists.contents),
    ("GET", "/v2/Content", content_lists.contents),
    ("GET", f"{CONTENT}/<sid>", contents.fetch),
    ("PUT", f"{CONTENT}/<sid>", contents.update),
    ("DELETE", f"{CONTENT}/<sid>", contents.delete),
    ("GET", APPROVALS, contents.fetch_approval),
    ("POST", f"{APPROVALS}/whatsapp", contents.submit),
    ("GET", "/v1/ContentAndApprovals", content_lists.with_approvals),
    ("GET", "/v2/ContentAndApprovals", content_lists.with_approvals),
    ("GET", SENDERS, senders.index),
    ("GET", f"{SENDERS}/<sid>", senders.fetch),
    ("POST", f"{SENDERS}/<sid>", senders.update),
)

# The control API and the web phone: open to whoever reaches the port.
OPEN = (
    ("GET", "/sandbox/health", settings.health),
    ("GET", "/sandbox/state", settings.state),
    ("GET", "/sandbox/events", stream.stream),
    ("POST", "/sandbox/reset", settings.reset),
    ("GET", "/sandbox/faults", settings.show_faults),
    ("PUT", "/sandbox/faults", settings.set_faults),
    ("PUT", "/sandbox/delays", settings.set_delays),
    ("PUT", "/sandbox/accounts/<sid>", settings.set_account),
    ("PUT", "/sandbox/senders/<sid>", settings.set_sender),
    ("GET", "/sandbox/customers", customers.index),
    ("POST", "/sandbox/customers", customers.create),
    ("PUT", "/sandbox/customers/<address>", customers.update),
    ("POST", "/sandbox/customers/<address>/messages", customers.write),
    ("POST", "/sandbox/customers/<address>/read", customers.read),
    ("GET", "/sandbox/contents", all_contents.index),
    ("PUT", "/sandbox/contents/<sid>", all_contents.update),
    ("DELETE", "/sandbox/contents/<sid>", all_contents.delete),
    ("GET", "/sandbox/messages", all_messages.index),
    ("GET", "/sandbox/messages/<sid>", all_messages.fetch),
    ("POST", "/sandbox/messages/<sid>/repeat", all_messages.repeat),
    ("GET", "/sandbox/messages/<sid>/media/<media_sid>", all_messages.file),
    ("GET", "/cdn/<message_sid>/<sid>", cdn.serve),
    ("GET", "/", phone_files.page),
    ("GET", "/templates", phone_files.templates),
    ("GET", "/phone/<name>", phone_files.asset),
)

TWILIO_HANDLERS = frozenset(handler for _method, _path, handler in TWILIO)
URLS = Map(
    [
        Rule(path, methods=[method], endpoint=handler)
        for method, path, handler in TWILIO + OPEN
    ]
)
