from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from functools import partial
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.base.tests.test_ir_cron import CronMixinCase
from odoo.addons.whatsapp_twilio.gateway import client, history
from odoo.addons.whatsapp_twilio.gateway.errors import Unanswered

from .common import ACCOUNT_SID, CUSTOMER, NUMBER, WhatsAppCase


@tagged("post_install", "-at_install")
class TestSweep(WhatsAppCase, CronMixinCase):
    def setUp(self):
        super().setUp()
        self.now = fields.Datetime.now()
        self.be_here_since(hours=48)

    def be_here_since(self, **ago):
        """The account has been in Odoo for so long."""
        self.account.flush_recordset()
        self.cr.execute(
            "UPDATE whatsapp_twilio_account SET create_date = %s WHERE id = %s",
            [self.now - timedelta(**ago), self.account.id],
        )
        self.account.invalidate_recordset()

    @contextmanager
    def remembering(self, *inbound, outbound=(), media=()):
        """Twilio's lists for our one number, and then the files' lists."""
        with self.twilio() as twilio, patch.object(self.cr, "commit"):
            twilio.answers = [twilio.listing(*inbound), twilio.listing(*outbound)]
            twilio.answers += [(200, {"media_list": files}) for files in media]
            twilio.answers += [twilio.listing() for _ in range(20)]
            yield twilio

    def listed(self, body="Missed", minutes=30, **values):
        """A customer's message as Twilio lists it, written so long ago."""
        type(self).sid += 1
        moment = self.now - timedelta(minutes=minutes)
        date = format_datetime(moment.replace(tzinfo=timezone.utc))
        return {
            "sid": f"SM{self.sid:032x}",
            "account_sid": ACCOUNT_SID,
            "body": body,
            "direction": "inbound",
            "from": f"whatsapp:{CUSTOMER}",
            "to": f"whatsapp:{NUMBER}",
            "num_media": "0",
            "status": "received",
            "date_created": date,
            "date_sent": date,
            "date_updated": date,
            **values,
        }

    def sweep(self, *inbound, silent_since=None, **lists):
        with self.remembering(*inbound, **lists) as twilio:
            self.account._sweep(silent_since)
        self.work()
        return twilio

    def talk(self):
        return self.env["whatsapp.twilio.conversation"].search(
            [("address", "=", CUSTOMER), ("account_sid", "=", ACCOUNT_SID)]
        )

    def texts(self):
        messages = self.talk().channel_id.message_ids.sorted("id")
        posted = messages.filtered(lambda m: m.message_type == "whatsapp_message")
        return [message.preview for message in posted]

    def test_missed_messages_come_in_the_order_in_which_they_were_written(self):
        self.sweep(self.listed("Second", 20), self.listed("First", 25))
        rows = self.talk().whatsapp_message_ids.sorted("id")
        self.assertEqual(rows.mapped("body"), ["First", "Second"])
        self.assertEqual(set(rows.mapped("state")), {"done"})

    def test_within_a_second_twilios_order_decides(self):
        self.sweep(self.listed("Second", 20), self.listed("First", 20))
        rows = self.talk().whatsapp_message_ids.sorted("id")
        self.assertEqual(rows.mapped("body"), ["First", "Second"])

    def test_an_archived_senders_messages_are_not_lost_either(self):
        self.sender.active = False
        missed = self.listed()
        self.sweep(missed)
        self.assertTrue(self.ledger.search([("sid", "=", missed["sid"])]))

    def read_pages(self, *answers):
        """The texts of what Twilio lists, asked for the last hour, page by page."""
        since = self.now - timedelta(hours=1)
        with self.twilio(*answers):
            twilio = client.connect(self.account._credentials())
            pages = list(history.pages(twilio, since, self.now, to=NUMBER))
        return [[one.body for one in page] for page in pages]

    def test_all_pages_are_read(self):
        with self.twilio() as twilio:
            status, first = twilio.listing(self.listed("Second page follows"))
            last = twilio.listing(self.listed("The last"))
        path = f"/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json"
        first["next_page_uri"] = f"{path}?Page=1&PageToken=PA1"
        pages = self.read_pages((status, first), last)
        self.assertEqual(pages, [["Second page follows"], ["The last"]])

    def test_a_time_holds_both_its_edges_and_nothing_beyond(self):
        minutes = (0, 60, 61, -1)
        edges = [self.listed(str(minute), minute) for minute in minutes]
        with self.twilio() as twilio:
            listing = twilio.listing(*edges)
        self.assertEqual(self.read_pages(listing), [["0", "60"]])

    def test_they_stand_under_the_time_when_they_were_written(self):
        self.sweep(self.listed(minutes=30))
        row = self.talk().whatsapp_message_ids
        wrote_at = self.now - timedelta(minutes=30)
        self.assertEqual(row.create_date, wrote_at)
        self.assertEqual(row.mail_message_id.date, wrote_at)
        self.assertIn("Arrived late", row.mail_message_id.body)
        self.assertEqual(self.talk().last_inbound_at, wrote_at)
        self.assertEqual(self.talk().window_closes_at, wrote_at + timedelta(hours=24))

    def test_an_old_message_moves_neither_window_nor_order_of_lists_back(self):
        conversation = self.conversation()
        before = conversation.last_inbound_at, conversation.last_message_at
        self.sweep(self.listed(minutes=90))
        after = conversation.last_inbound_at, conversation.last_message_at
        self.assertEqual(after, before)

    def test_a_message_from_before_an_opt_out_does_not_undo_it(self):
        conversation = self.conversation()
        conversation.opted_out_at = self.now
        self.sweep(self.listed(minutes=90))
        self.assertTrue(conversation.opted_out_at)

    def test_files_come_with_them(self):
        one = self.listed("", num_media="1", sid="MM" + "a" * 32)
        path = f"/2010-04-01/Accounts/{ACCOUNT_SID}/Messages/{one['sid']}/Media/ME1"
        file = {"sid": "ME1", "content_type": "image/png", "uri": f"{path}.json"}
        self.sweep(one, media=[[file]])
        row = self.talk().whatsapp_message_ids
        self.assertEqual(row.kind, "image")
        self.assertEqual(row.media_ids.url, f"https://api.twilio.com{path}")

    def test_what_we_have_is_not_brought_again(self):
        known = self.receive("Known")
        twilio = self.sweep(self.listed("Known", sid=known.sid))
        self.assertEqual(self.texts(), ["Known"])
        self.assertFalse(self.account.outage_ids)
        self.assertEqual(len(twilio.asked), 2, "two lists, and nothing else")

    def test_a_page_without_news_is_one_query(self):
        rows = [self.receive(str(number)) for number in range(5)]
        priced = {"price": "-0.005", "price_unit": "USD"}
        page = [self.listed(row.body, sid=row.sid, **priced) for row in rows]
        with self.remembering(*page):
            twilio = client.connect(self.account._credentials())
            [listed] = history.pages(
                twilio, self.now - timedelta(hours=2), self.now, to=NUMBER
            )
            self.ledger._compare(self.account, listed)  # the prices are news
            self.env.flush_all()
            with self.assertQueryCount(1):
                self.assertFalse(self.ledger._compare(self.account, listed))

    def test_a_late_webhook_posts_nothing_twice(self):
        one = self.listed("Once")
        self.sweep(one)
        form = self.form("Once", MessageSid=one["sid"])
        self.assertFalse(self.ledger._keep_inbound(self.account, form))
        self.work()
        self.assertEqual(len(self.talk().whatsapp_message_ids), 1)

    def test_what_may_still_be_on_its_way_is_left_for_a_little_later(self):
        self.sweep(self.listed(minutes=0))
        self.assertFalse(self.talk())
        soon = self.now + timedelta(minutes=2)
        self.assertLess(self.account.sweep_due_at, soon)
        self.assertLess(self.account.swept_at, self.now)

    def test_a_state_whose_callback_may_still_come_is_left_too(self):
        row = self.send(self.conversation())
        with self.twilio():
            self.dispatch()
        ours = {"sid": row.sid, "direction": "outbound-api", "status": "delivered"}
        self.sweep(outbound=[self.listed(minutes=0, **ours)])
        self.assertEqual(row.state, "sending")

    def test_a_webhook_that_came_meanwhile_is_no_missed_message(self):
        row = self.receive()
        missed = self.listed(sid=row.sid)
        with self.remembering(missed):
            twilio = client.connect(self.account._credentials())
            since = self.now - timedelta(hours=1)
            [[one]] = history.pages(twilio, since, self.now, to=NUMBER)
        kept = self.ledger._keep_missed(self.account, one, row.payload)
        row.invalidate_recordset()
        self.assertFalse(kept or row.imported_at)

    def test_each_is_committed_as_it_comes_and_then_the_worker_is_woken(self):
        kept = []
        lists = [self.listed("Second", 20), self.listed("First", 25)]
        with (
            self.remembering(*lists),
            self.capture_triggers("whatsapp_twilio.ir_cron_receive") as woken,
        ):
            count = partial(self.ledger.search_count, [("imported_at", "!=", False)])
            self.cr.commit.side_effect = lambda: kept.append(count())
            self.account._sweep()
        self.assertLessEqual({1, 2}, set(kept))
        self.assertTrue(woken.records)

    def test_how_long_it_is_left_can_be_set(self):
        self.account.sweep_grace = 5 * 60
        self.sweep(self.listed(minutes=4))
        self.assertFalse(self.talk())
        self.account.sweep_grace = 3 * 60
        self.sweep(self.listed(minutes=4))
        self.assertEqual(len(self.texts()), 1)

    def test_what_was_before_the_account_stays_there(self):
        self.be_here_since(minutes=20)
        self.sweep(self.listed(minutes=25))
        self.assertFalse(self.talk())

    def test_it_looks_back_to_the_last_good_one_however_long_ago(self):
        self.account.swept_at = self.now - timedelta(hours=30)
        twilio = self.sweep()
        since = datetime.fromisoformat(twilio.asked[0][2]["DateSent>"][:-1])
        self.assertEqual(since, self.now - timedelta(hours=30))
        self.account.write({"swept_at": self.now - timedelta(hours=30)})
        self.account.sweep_days = 1
        twilio = self.sweep()
        since = datetime.fromisoformat(twilio.asked[0][2]["DateSent>"][:-1])
        a_moment = timedelta(minutes=1)  # the clock went on since
        self.assertAlmostEqual(since, self.now - timedelta(days=1), delta=a_moment)

    def test_a_long_time_is_gone_through_oldest_first_and_what_is_done_stays(self):
        self.account.swept_at = self.now - timedelta(hours=30)
        with self.twilio() as twilio, patch.object(self.cr, "commit"):
            twilio.answers = [twilio.listing()] * 4 + [Unanswered("500", "")]
            self.account._sweep()
        starts = [values["DateSent>"] for _m, _url, values in twilio.asked[::2]]
        self.assertEqual(starts, sorted(starts))
        done = self.now - timedelta(hours=18)
        self.assertEqual(self.account.swept_at, done)
        self.assertTrue(self.account.sweep_error)

    def test_a_failure_is_noted_and_forgets_nothing(self):
        self.account.swept_at = before = self.now - timedelta(hours=5)
        with self.twilio(Unanswered("500", "")), patch.object(self.cr, "commit"):
            self.account._sweep()
        self.assertTrue(self.account.sweep_error)
        self.assertEqual(self.account.swept_at, before)
        self.assertGreater(self.account.sweep_due_at, self.now)

    def test_states_whose_callbacks_were_lost_are_repaired(self):
        sent, failed, ahead = (self.send(self.conversation()) for _ in range(3))
        with self.twilio():
            for _ in range(3):
                self.dispatch()
        self.status(ahead, "read")
        values = {"direction": "outbound-api", "from": "", "to": ""}
        self.sweep(
            outbound=[
                self.listed(sid=sent.sid, status="delivered", **values),
                self.listed(
                    sid=failed.sid, status="undelivered", error_code=63024, **values
                ),
                self.listed(sid=ahead.sid, status="delivered", **values),
            ]
        )
        self.assertEqual(sent.state, "delivered")
        self.assertEqual(sent.delivered_at, self.now - timedelta(minutes=30))
        self.assertEqual((failed.state, failed.error_code), ("undelivered", "63024"))
        self.assertEqual(ahead.state, "read")
        self.assertFalse(self.account.outage_ids)

    def test_what_a_message_cost_is_written_down_once_twilio_knows_it(self):
        row = self.send(self.conversation())
        with self.twilio():
            self.dispatch()
        ours = {"sid": row.sid, "status": "sent", "direction": "outbound-api"}
        self.sweep(outbound=[self.listed(price=None, **ours)])
        self.assertFalse(row.price_unit)
        self.sweep(outbound=[self.listed(price="-0.0050", price_unit="USD", **ours)])
        self.assertEqual((row.price, row.price_unit), (0.005, "USD"))
        self.sweep(outbound=[self.listed(price="-0.0070", price_unit="USD", **ours)])
        self.assertEqual(row.price, 0.005)
        ledger = self.ledger.with_user(self.mia)
        [(brand, total)] = ledger._read_group(
            [("id", "=", row.id)], ["brand_id"], ["price:sum"]
        )
        self.assertEqual((brand, total), (self.brand, 0.005))
        with self.assertRaises(AccessError):
            row.with_user(self.ann).read(["price"])

    def test_the_administrators_are_told_once_which_period_was_dark(self):
        self.sweep(self.listed(minutes=30), self.listed(minutes=50))
        outage = self.account.outage_ids
        self.assertEqual(outage.began_at, self.now - timedelta(minutes=50))
        self.assertEqual(outage.ended_at, self.now - timedelta(minutes=30))
        self.assertEqual((outage.message_count, outage.cause), (2, "unknown"))
        told = self.account.activity_ids
        self.assertTrue(told)
        self.sweep(self.listed(minutes=10))
        self.assertEqual(self.account.outage_ids, outage)
        self.assertEqual(outage.message_count, 3)
        self.assertEqual(outage.ended_at, self.now - timedelta(minutes=10))
        self.assertEqual(self.account.activity_ids, told)

    def test_the_cause_is_named_where_it_is_known(self):
        since = self.now - timedelta(minutes=60)
        self.sweep(self.listed(minutes=30), silent_since=since)
        self.assertEqual(self.account.outage_ids.cause, "odoo")
        self.account.outage_ids.sudo().unlink()
        self.sweep(self.listed(minutes=30, error_code=11200))
        self.assertEqual(self.account.outage_ids.cause, "unreached")
        self.assertEqual(self.account.outage_ids.error_codes, "11200")

    def test_after_a_silence_of_ours_it_does_not_wait_for_its_turn(self):
        self.account.sweep_due_at = self.now + timedelta(minutes=15)
        for minutes, is_swept in ((1, False), (10, True)):
            last = self.now - timedelta(minutes=minutes)
            with self.remembering() as twilio:
                accounts = self.account.with_context(lastcall=last)
                accounts._cron_sweep()
                asked = [url for _m, url, _v in twilio.asked if ACCOUNT_SID in url]
                self.assertEqual(bool(asked), is_swept)
