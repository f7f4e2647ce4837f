import { openDiscuss, start } from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    createMessage,
    defineWhatsAppTwilioModels,
    failedDelivery,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { getService } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

test("a WhatsApp notification is no e-mail, and its failure has the ledger's words", async () => {
    const { channelId } = await createConversation();
    const messageId = createMessage(channelId, "Hi", {
        whatsapp_delivery: failedDelivery(),
    });
    await start();
    await openDiscuss(channelId);
    const store = getService("mail.store");
    store["mail.message"].insert({
        id: messageId,
        whatsapp_delivery: failedDelivery(),
    });
    const insert = (id, type) =>
        store["mail.notification"].insert({
            id,
            mail_message_id: messageId,
            notification_status: "exception",
            notification_type: type,
        });
    const [whatsApp, email] = [insert(1, "whatsapp"), insert(2, "email")];
    expect(whatsApp.icon).toBe("fa fa-whatsapp");
    expect(whatsApp.label.toString()).toBe("WhatsApp");
    expect(whatsApp.failureMessage).toBe("The phone cannot be reached.");
    expect(email.icon).toBe("fa fa-envelope");
    expect(email.failureMessage.toString()).toBe("Exception");
});
