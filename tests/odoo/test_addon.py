from odoo.tests import HttpCase, TransactionCase, tagged

from odoo.addons.whatsapp_twilio.models.discuss_channel import become_groups

BASE = "odoo.addons.base.models"


@tagged("post_install", "-at_install")
class TestAddon(TransactionCase):
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


    def test_who_never_had_a_conversation_can_uninstall_it(self):
        become_groups(self.env["discuss.channel"])


@tagged("post_install", "-at_install")
class TestBrowser(HttpCase):
    def test_the_web_client_starts_in_a_browser(self):
        self.browser_js("/odoo", "console.log('test successful')", login="admin")
