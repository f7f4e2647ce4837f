import {
    click,
    contains,
    start,
    triggerEvents,
} from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    createMessage,
    defineWhatsAppTwilioModels,
    failedDelivery,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

function createFailure(pyEnv, channelId) {
    pyEnv["mail.notification"].create({
        mail_message_id: createMessage(channelId, "Hello", {
            whatsapp_delivery: failedDelivery(),
        }),
        notification_status: "exception",
        notification_type: "whatsapp",
    });
}

test("a failure is told in plain words, and opens its conversation", async () => {
    const { channelId, pyEnv } = await createConversation();
    createFailure(pyEnv, channelId);
    await start();
    await click(".o_menu_systray i[aria-label='Messages']");
    await contains(".o-mail-NotificationItem-name", { text: "WhatsApp: Ana Souza" });
    await contains(".o-mail-NotificationItem img[data-src*='whatsapp_failure.svg']");
    await click(".o-mail-NotificationItem", {
        text: "A WhatsApp message to Ana Souza was not delivered: The phone cannot be reached.",
    });
    await contains(".o-mail-ChatWindow", { text: "Ana Souza" });
});

test("several failures of one conversation are one line, and are dismissed together", async () => {
    const { channelId, pyEnv } = await createConversation();
    createFailure(pyEnv, channelId);
    createFailure(pyEnv, channelId);
    onRpc("discuss.channel", "notify_cancel_by_type", ({ kwargs }) => {
        expect.step(kwargs.notification_type);
        return true;
    });
    await start();
    await click(".o_menu_systray i[aria-label='Messages']");
    const text = "2 WhatsApp messages to Ana Souza were not delivered";
    await triggerEvents(".o-mail-NotificationItem", ["mouseenter"], { text });
    await click(".o-mail-NotificationItem [title='Mark As Read']:first");
    await expect.waitForSteps(["whatsapp"]);
});
