import { contains, openDiscuss, start } from "@mail/../tests/mail_test_helpers";
import {
    closed,
    createConversation,
    createMessage,
    defineWhatsAppTwilioModels,
    delivery,
    failedDelivery,
    sendToBrowser,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { click, queryOne } from "@odoo/hoot-dom";
import { onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const TICKS = ".o-whatsapp-DeliveryTicks";

test("a failed one says why and is sent again once, however often one clicks", async () => {
    const { channelId, pyEnv } = await createConversation();
    const messageId = createMessage(channelId, "Hello", {
        whatsapp_delivery: failedDelivery(),
    });
    onRpc("whatsapp.twilio.message", "action_retry", ({ args }) => {
        expect.step(args[0]);
        return true;
    });
    await start();
    await openDiscuss(channelId);
    await contains(".o-whatsapp-DeliveryFailure", {
        text: "The phone cannot be reached.",
    });
    expect(queryOne(TICKS).ariaLabel).toInclude("63024");
    const retry = queryOne(".o-whatsapp-DeliveryFailure button:contains('Retry')");
    retry.click();
    retry.click();
    await contains(".o-whatsapp-DeliveryFailure-retry:disabled");
    await expect.waitForSteps([[40]]);
    sendToBrowser(channelId, pyEnv["mail.message"].browse(messageId), {
        whatsapp_delivery: delivery(["queued"]),
    });
    await contains(".o-whatsapp-DeliveryFailure", { count: 0 });
    sendToBrowser(channelId, pyEnv["mail.message"].browse(messageId), {
        whatsapp_delivery: failedDelivery(),
    });
    await contains(".o-whatsapp-DeliveryFailure-retry:enabled");
});

const PARTS = [
    { id: 41, label: "Text", state: "read", cause: false, can_retry: false },
    { id: 42, label: "a.jpg", state: "failed", cause: "It is broken.", code: "63019" },
    { id: 43, label: "b.jpg", state: "failed", cause: "It is too big." },
].map((part) => ({ ...part, times: delivery([part.state]).times }));

test("of several parts, each says what became of it, and the ticks the worst", async () => {
    const { channelId } = await createConversation();
    createMessage(channelId, "Hello", {
        whatsapp_delivery: failedDelivery({ state: "failed", parts: PARTS }),
    });
    await start();
    await openDiscuss(channelId);
    await contains(`.o-mail-Message ${TICKS}[data-state='failed']`);
    const { lines } = JSON.parse(queryOne(TICKS).dataset.tooltipInfo);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^Text: Read, /);
    expect(lines[1]).toMatch(/^a.jpg: Not sent, .*63019$/);
});

test("which parts failed is told, and those are sent again", async () => {
    const { channelId } = await createConversation();
    createMessage(channelId, "Hello", {
        whatsapp_delivery: failedDelivery({ parts: PARTS, retry_ids: [42, 43] }),
    });
    onRpc("whatsapp.twilio.message", "action_retry", ({ args }) => {
        expect.step(args[0]);
        return true;
    });
    await start();
    await openDiscuss(channelId);
    for (const text of ["a.jpg: It is broken.", "b.jpg: It is too big."]) {
        await contains(".o-whatsapp-DeliveryFailure-cause", { text });
    }
    await click(".o-whatsapp-DeliveryFailure button:contains('Retry')");
    await expect.waitForSteps([[42, 43]]);
});

test("one that cannot be sent again offers no retry", async () => {
    const { channelId } = await createConversation();
    createMessage(channelId, "Hello", {
        whatsapp_delivery: failedDelivery({ can_retry: false }),
    });
    await start();
    await openDiscuss(channelId);
    await contains(".o-whatsapp-DeliveryFailure");
    await contains(".o-whatsapp-DeliveryFailure-retry", { count: 0 });
});

for (const [what, is_template, count] of [
    ["free text is not offered", false, 0],
    ["a template is", true, 1],
]) {
    test(`to send again where one may not write: ${what}`, async () => {
        const { channelId } = await createConversation(closed());
        createMessage(channelId, "Hello", {
            whatsapp_delivery: failedDelivery({ is_template }),
        });
        await start();
        await openDiscuss(channelId);
        await contains(".o-whatsapp-DeliveryFailure");
        await contains(".o-whatsapp-DeliveryFailure-retry", { count });
    });
}

test("no envelope beside the author when WhatsApp could not deliver", async () => {
    const { channelId, pyEnv } = await createConversation();
    const messageId = createMessage(channelId, "Hello", {
        whatsapp_delivery: failedDelivery(),
    });
    pyEnv["mail.notification"].create({
        mail_message_id: messageId,
        notification_status: "exception",
        notification_type: "whatsapp",
    });
    await start();
    await openDiscuss(channelId);
    await contains(".o-whatsapp-DeliveryFailure");
    await contains(".o-mail-Message-notification", { count: 0 });
});
