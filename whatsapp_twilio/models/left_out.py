"""Who is left out and why, as people read it: each reason once, then the names."""

from collections import defaultdict
from itertools import islice

from markupsafe import Markup

from odoo.tools.i18n import format_list

# Names at the first look; with more of them the others unfold.
SHOWN = 2
# Reasons, and names of each, that are written out: a page holds no thousands.
AT_MOST = 500
_LIST = Markup("<ul>%s</ul>")
_LINE = Markup("<li>%s<div>%s</div></li>")
_NAMES = Markup("<strong>%s</strong>")
_FOLDED = Markup("<details><summary><strong>%s</strong></summary>%s</details>")


def as_list(env, left_out):
    """(name, reason) of each one as HTML; False where nobody is left out."""
    names = defaultdict(list)
    for name, reason in left_out:
        names[reason or ""].append(name or "")
    lines = [
        _LINE % (reason[:1].upper() + reason[1:], _as_names(env, some))
        for reason, some in islice(names.items(), AT_MOST)
    ]
    return lines and _LIST % Markup().join(lines)


def _as_names(env, names):
    if len(names) <= SHOWN + 1:
        return _NAMES % format_list(env, names)
    others = env._("%(count)s others", count=f"{len(names) - SHOWN:,}")
    few = format_list(env, [*names[:SHOWN], others])
    rest = ", ".join(names[SHOWN:AT_MOST]) + "…" * (len(names) > AT_MOST)
    return _FOLDED % (few, rest)
