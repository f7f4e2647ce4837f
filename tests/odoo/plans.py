"""How PostgreSQL looks for the rows of a ledger that has a long history."""

from odoo.tools import SQL


class PlanMixin:
    """Mix it into a case of the addon; ``self.ledger`` and ``self.sender`` are used."""

    def write_history(self, rows):
        """Files that arrived long ago, and the planner is told what the ledger holds.

        Without that its choice would hang on what other tests left behind.
        """
        self.env.flush_all()
        self.env.cr.execute(
            """
            INSERT INTO whatsapp_twilio_message
                   (account_id, sender_id, direction, kind, state, sid, mimetype,
                    attempted_at, reached_address)
            SELECT %s, %s, 'outbound', 'document', 'delivered', 'MM' || number,
                   'application/pdf', now() - interval '1 year', 'long ago'
              FROM generate_series(1, %s) number
            """,
            [self.account.id, self.sender.id, rows],
        )
        self.env.cr.execute("ANALYZE whatsapp_twilio_message")

    def plans_of(self, work, *args):
        """The plans of all that this piece of work asks, as one text."""
        asked, ask = [], type(self.env).execute_query
        self.patch(
            type(self.env),
            "execute_query",
            lambda env, query: asked.append(query) or ask(env, query),
        )
        work(*args)
        plans = [ask(self.env, SQL("EXPLAIN %s", query)) for query in asked]
        return "\n".join(line for plan in plans for (line,) in plan)
