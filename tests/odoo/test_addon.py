from odoo.tests import HttpCase, TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestAddon(TransactionCase):
    def test_the_addon_is_installed(self):
        module = self.env["ir.module.module"]._get("whatsapp_twilio")
        self.assertEqual(module.state, "installed")


@tagged("post_install", "-at_install")
class TestBrowser(HttpCase):
    def test_the_web_client_starts_in_a_browser(self):
        self.browser_js("/odoo", "console.log('test successful')", login="admin")
