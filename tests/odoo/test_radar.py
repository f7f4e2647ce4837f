from ast import literal_eval
from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.tests import freeze_time, tagged

from .common import WhatsAppCase

DAY = timedelta(hours=24)


@tagged("post_install", "-at_install")
class TestRadar(WhatsAppCase):
    def setUp(self):
        super().setUp()
        self.brand.write({"remind_owner_minutes": 60, "remind_manager_minutes": 20})
        self.talk = self.conversation()
        self.closing = self.talk.window_closes_at

    def reminded(self):
        self.talk._cron_remind()
        return self.talk.activity_ids.user_id

    def before_closing(self, **delta):
        return freeze_time(self.closing - timedelta(**delta))

    def found(self, name):
        arch = self.talk.get_view(view_type="search")["arch"]
        domain = etree.fromstring(arch).find(f".//filter[@name='{name}']").get("domain")
        return self.talk in self.talk.search(literal_eval(domain))

    def test_the_owner_is_reminded_once_then_the_managers(self):
        self.talk.with_user(self.ann).action_take()
        with self.before_closing(minutes=61):
            self.assertFalse(self.reminded())
        with self.before_closing(minutes=60):
            self.assertEqual(self.reminded(), self.ann)
            self.assertEqual(self.reminded(), self.ann)
            self.assertEqual(len(self.talk.activity_ids), 1)
        with self.before_closing(minutes=19):
            self.assertEqual(self.reminded(), self.ann | self.mia)

    def test_without_an_owner_the_managers_are_first(self):
        with self.before_closing(minutes=59):
            self.assertEqual(self.reminded(), self.mia)

    def test_an_answer_ends_the_reminders(self):
        self.talk.with_user(self.ann).action_take()
        with self.before_closing(minutes=59):
            self.reminded()
            self.send(self.talk, user=self.ann)
            self.assertFalse(self.talk.activity_ids)
            self.assertFalse(self.reminded(), "nobody waits any more")

    def test_the_next_window_has_its_own_reminder(self):
        self.talk.with_user(self.ann).action_take()
        with self.before_closing(minutes=59):
            self.reminded()
            self.send(self.talk, user=self.ann)
        with self.before_closing(minutes=30):
            self.receive("And?")
        with freeze_time(self.talk.window_closes_at - timedelta(minutes=50)):
            self.assertEqual(self.reminded(), self.ann)

    def test_it_is_off_unless_a_brand_wants_it(self):
        self.brand.write({"remind_owner_minutes": 0, "remind_manager_minutes": 0})
        with self.before_closing(minutes=1):
            self.assertFalse(self.reminded())

    def test_only_business_hours_count_where_a_brand_has_them(self):
        self.brand.calendar_id = self.env["resource.calendar"].create(
            {"name": "Office", "tz": "UTC"}
        )
        # A Monday night: an hour of office time before it was Friday afternoon's.
        closing = fields.Datetime.to_datetime("2026-03-09 03:00:00")
        due = self.brand._reminder_at(closing, 60)
        self.assertEqual(due, fields.Datetime.to_datetime("2026-03-06 16:00:00"))

    def test_the_filters_find_what_they_say(self):
        cases = {
            timedelta(hours=3): {"waiting"},
            timedelta(hours=1): {"waiting", "closing"},
            timedelta(hours=-1): {"waiting", "expired"},
        }
        for left, expected in cases.items():
            self.talk.last_inbound_at = fields.Datetime.now() + left - DAY
            self.env.flush_all()
            found = {n for n in ("waiting", "closing", "expired") if self.found(n)}
            self.assertEqual(found, expected, left)
