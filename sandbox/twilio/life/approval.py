"""WhatsApp looks at a template: received, pending, then a person's word or a rule's.

https://www.twilio.com/docs/whatsapp/tutorial/message-template-approvals-statuses
"""

from __future__ import annotations

import json
import re
import time

from ..sandbox import Sandbox
from ..world.contents import VARIABLE, Content

# Where WhatsApp allows no variable: at either end of the text, or beside another.
MISPLACED = re.compile(r"\A\s*\{\{|\}\}\s*\Z|\}\}\s*\{\{")
REASON = "INVALID_FORMAT: {}"


def submit(sandbox: Sandbox, content: Content, name: str, category: str):
    content.approval_name, content.category = name, category
    change(sandbox, content, "received")
    _go_on(sandbox, content)


def resume(sandbox: Sandbox):
    """Look at every template on which a restart came in between."""
    for content in list(sandbox.world.contents.values()):
        _go_on(sandbox, content)


def change(sandbox: Sandbox, content: Content, status: str, reason: str = ""):
    content.status, content.rejection_reason = status, reason
    content.updated_at = time.time()
    sandbox.changed("content", {"sid": content.sid, "status": status})


def _go_on(sandbox: Sandbox, content: Content):
    if content.status == "received":
        seconds = sandbox.delays["pending"]
        sandbox.scheduler.after(seconds, lambda: _look(sandbox, content))
    elif content.status == "pending" and sandbox.delays["approved"] is not None:
        seconds = sandbox.delays["approved"]
        sandbox.scheduler.after(seconds, lambda: _approve(sandbox, content))


def _look(sandbox: Sandbox, content: Content):
    """What breaks a rule is rejected at once; the rest waits for a person."""
    if content.status != "received":
        return
    if reason := fault(content):
        change(sandbox, content, "rejected", REASON.format(reason))
        return
    change(sandbox, content, "pending")
    _go_on(sandbox, content)


def _approve(sandbox: Sandbox, content: Content):
    if content.status == "pending":
        change(sandbox, content, "approved")


def fault(content: Content) -> str:
    """The rule of WhatsApp that the template breaks, or an empty text."""
    if MISPLACED.search(content.parts.get("body", "")):
        return "variables can't be at the start or end of the text, or side by side"
    names = set(VARIABLE.findall(json.dumps(content.types)))
    if names - {name for name, sample in content.samples.items() if sample}:
        return "every variable needs a sample"
    return ""
