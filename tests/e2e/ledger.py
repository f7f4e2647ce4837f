"""The ledger as it is in the database: rows, and every state they ever had."""

from contextlib import contextmanager

import psycopg2

from sandbox.launcher.waiting import wait_until

from .sql import query

_WATCH = """
    CREATE TABLE e2e_state_history (
        id serial PRIMARY KEY, message_id integer, state varchar,
        at timestamptz DEFAULT clock_timestamp());
    CREATE FUNCTION e2e_note_state() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' OR NEW.state IS DISTINCT FROM OLD.state THEN
            INSERT INTO e2e_state_history (message_id, state)
            VALUES (NEW.id, NEW.state);
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER e2e_note_state AFTER INSERT OR UPDATE ON whatsapp_twilio_message
        FOR EACH ROW EXECUTE FUNCTION e2e_note_state();
"""
_LOCK_CRON = """
    SELECT 1 FROM ir_cron WHERE id = (
        SELECT res_id FROM ir_model_data
         WHERE module = 'whatsapp_twilio' AND name = %s)
       FOR NO KEY UPDATE
"""
_COLUMNS = "id, state, sid, uuid, attempts, error_code"


class Ledger:
    """Reads; the one thing it writes is how long ago something was tried."""

    def __init__(self, stack):
        self.stack, self.database = stack, stack.database
        query(self.database, _WATCH)

    def inbound(self, number):
        """The rows of what a customer wrote, in order."""
        return query(
            self.database,
            f"SELECT {_COLUMNS} FROM whatsapp_twilio_message "
            "WHERE direction = 'inbound' AND customer_key = %(number)s ORDER BY id",
            number=number,
        )

    def outbound(self, customer):
        """The rows of what agents wrote to a customer, in order."""
        return query(
            self.database,
            f"SELECT {_COLUMNS} FROM whatsapp_twilio_message "
            "WHERE direction = 'outbound' AND conversation_id = %(id)s ORDER BY id",
            id=customer.conversation["id"],
        )

    def row(self, message_id):
        """The newest row of a message in Discuss."""
        [row, *_older] = query(
            self.database,
            f"SELECT {_COLUMNS} FROM whatsapp_twilio_message "
            "WHERE mail_message_id = %(id)s ORDER BY id DESC",
            id=message_id,
        )
        return row

    def count(self):
        [row] = query(
            self.database, "SELECT count(*) AS rows FROM whatsapp_twilio_message"
        )
        return row["rows"]

    def history(self, message_id):
        """Every state that a message's newest row has had, in order."""
        return [row["state"] for row in self._changes(message_id)]

    def seconds_between(self, message_id, state):
        """How long it took from the first time in this state to the second."""
        changes = self._changes(message_id)
        first, second = (row["at"] for row in changes if row["state"] == state)
        return (second - first).total_seconds()

    def _changes(self, message_id):
        return query(
            self.database,
            "SELECT state, at FROM e2e_state_history WHERE message_id = %(id)s "
            "ORDER BY id",
            id=self.row(message_id)["id"],
        )

    def wait_for(self, message_id, *states, timeout=30):
        """The row of a message once it is in one of these states."""
        wait_until(
            lambda: self.row(message_id)["state"] in states,
            f"message {message_id} is {' or '.join(states)}, "
            f"not {self.row(message_id)['state']}",
            timeout=timeout,
        )
        return self.row(message_id)

    def wait_until_received(self, number, count=1):
        """Wait until so many messages of a customer are in Discuss."""
        wait_until(
            lambda: [row["state"] for row in self.inbound(number)] == ["done"] * count,
            f"{count} messages of {number} are in Discuss, not {self.inbound(number)}",
        )

    def let_time_pass(self, message_id, seconds):
        """Let an attempt to send have been made so much longer ago."""
        query(
            self.database,
            "UPDATE whatsapp_twilio_message SET attempted_at = attempted_at - "
            "%(seconds)s * interval '1 second' WHERE id = %(id)s",
            seconds=seconds,
            id=self.row(message_id)["id"],
        )

    @contextmanager
    def no_worker(self, name):
        """Nobody runs this scheduled action meanwhile: `ir_cron_send`, `…_receive`.

        Afterwards the workers look for work at once, not at their next minute.
        """
        connection = psycopg2.connect(dbname=self.database)
        try:
            with connection.cursor() as cursor:
                cursor.execute(_LOCK_CRON, [name])
            yield
        finally:
            connection.close()
            notify = "SELECT pg_notify('cron_trigger', %(name)s)"
            query("postgres", notify, name=self.database)
