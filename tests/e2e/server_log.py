"""What Odoo wrote into its log while a test ran."""


class ServerLog:
    """The part of a server's log from now on."""

    def __init__(self, server):
        self._path = server.log
        self._start = self._path.stat().st_size

    @property
    def text(self):
        with self._path.open("rb") as log:
            log.seek(self._start)
            return log.read().decode("utf-8", "replace")

    @property
    def complaints(self):
        """The lines that somebody would be woken up for."""
        words = ("Traceback", " ERROR ", " CRITICAL ")
        return [
            line
            for line in self.text.splitlines()
            if any(map(line.__contains__, words))
        ]
