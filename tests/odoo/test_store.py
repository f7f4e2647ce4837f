from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .common import WhatsAppCase


@tagged("post_install", "-at_install")
class TestStore(WhatsAppCase):
    def test_browsers_get_the_owner_as_a_contact(self):
        talk = self.conversation()
        self.send(talk)
        data = Store().add(talk.with_user(self.ann)).get_result()
        [told] = data["whatsapp.twilio.conversation"]
        self.assertEqual(told["owner_id"], self.ann.partner_id.id)
        self.assertNotIn("res.users", data)
