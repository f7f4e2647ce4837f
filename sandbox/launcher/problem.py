"""The one kind of error that is shown to a person without a traceback."""


class Problem(Exception):
    """What happened, why, and what to do about it, in plain words."""
