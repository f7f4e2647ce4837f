from lxml import html

from odoo.tests import HttpCase, TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.convert import convert_file

from odoo.addons.whatsapp_twilio.hooks import forget_settings
from odoo.addons.whatsapp_twilio.models.discuss_channel import become_groups

BASE = "odoo.addons.base.models"


@tagged("post_install", "-at_install")
class TestAddon(TransactionCase):
    def setUp(self):
        super().setUp()
        self.settings = self.env["res.config.settings"]

    def test_the_addon_is_installed(self):
        module = self.env["ir.module.module"]._get("whatsapp_twilio")
        self.assertEqual(module.state, "installed")

    def test_the_log_of_an_installation_warns_of_nothing(self):
        models = [name for name in self.env if name.startswith("whatsapp.twilio")]
        with self.assertNoLogs(f"{BASE}.ir_model", "WARNING"):
            self.env["ir.model.fields"]._reflect_fields(models)
        views = self.env["ir.model.data"].search(
            [("module", "=", "whatsapp_twilio"), ("model", "=", "ir.ui.view")]
        )
        with self.assertNoLogs(f"{BASE}.ir_ui_view", "WARNING"):
            self.env["ir.ui.view"].browse(views.mapped("res_id"))._check_xml()

    def test_the_page_of_the_addon_shows_its_pictures_wherever_it_is_opened(self):
        module = self.env["ir.module.module"]._get("whatsapp_twilio")
        pictures = html.fromstring(module.description_html).xpath("//img/@src")
        self.assertTrue(pictures)
        for picture in pictures:
            self.assertTrue(picture.startswith("/"), picture)
            self.assertTrue(file_path(picture[1:]))

    def test_who_never_had_a_conversation_can_uninstall_it(self):
        become_groups(self.env["discuss.channel"])

    def test_an_update_does_not_switch_whatsapp_on_again(self):
        self.switch(False)
        self.load("update")
        self.assertFalse(self.settings.create({}).whatsapp_twilio_enabled)

    def test_who_switched_it_off_and_on_can_update_it_and_install_it_again(self):
        for on in (False, True):
            self.switch(on)
        for mode in ("update", "init"):
            self.load(mode)
            self.assertTrue(self.settings.create({}).whatsapp_twilio_enabled)

    def test_uninstalled_it_leaves_no_settings(self):
        self.settings.create({"whatsapp_twilio_silent_days": 30}).execute()
        forget_settings(self.env)
        ours = [("key", "like", "whatsapp_twilio.")]
        self.assertFalse(self.env["ir.config_parameter"].search(ours))

    def switch(self, on):
        self.settings.create({"whatsapp_twilio_enabled": on}).execute()

    def load(self, mode):
        """What Odoo does with our parameters when it updates or installs the addon."""
        path = "data/ir_config_parameter_data.xml"
        convert_file(self.env, "whatsapp_twilio", path, {}, mode=mode)


@tagged("post_install", "-at_install")
class TestBrowser(HttpCase):
    def test_the_web_client_starts_in_a_browser(self):
        self.browser_js("/odoo", "console.log('test successful')", login="admin")
