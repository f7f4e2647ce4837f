import {
    contains,
    insertText,
    setupChatHub,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    createMessage,
    defineWhatsAppTwilioModels,
    delivery,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { press } from "@odoo/hoot-dom";
import { getService, onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

test("one answers in a chat window, with text and files", async () => {
    const { channelId } = await createConversation();
    setupChatHub({ opened: [channelId] });
    onRpc("/mail/message/post", async (request) => {
        const { params } = await request.json();
        expect.step(params.post_data.body.toString());
    });
    await start();
    await contains(
        ".o-mail-ChatWindow .o-mail-Composer-input[placeholder*='on WhatsApp']"
    );
    await contains(".o-mail-ChatWindow input[type='file']", { visible: false });
    await insertText(".o-mail-Composer-input", "Good morning");
    await press("Enter");
    await contains(".o-mail-ChatWindow .o-mail-Message", { text: "Good morning" });
    await expect.waitForSteps(["Good morning"]);
});

test("ours stand right, the colleague's with the name", async () => {
    const { channelId, pyEnv } = await createConversation();
    const marcId = pyEnv["res.partner"].create({ name: "Marc Rivera" });
    createMessage(channelId, "Marc here", {
        author_id: marcId,
        whatsapp_delivery: delivery(["sent"]),
    });
    setupChatHub({ opened: [channelId] });
    await start();
    await contains(".o-mail-ChatWindow .o-mail-Message.o-selfAuthored", {
        text: "Marc here",
    });
    await contains(".o-mail-Message-author:visible", { text: "Marc Rivera" });
});

test("the brand's dot stands beside the name", async () => {
    const { channelId } = await createConversation();
    setupChatHub({ opened: [channelId] });
    await start();
    await contains(".o-mail-ChatWindow");
    await contains(".o-mail-ChatWindow .o-whatsapp-BrandDot", { count: 0 });
    getService("mail.store").insert({ Store: { whatsapp_brand_count: 2 } });
    await contains(".o-mail-ChatWindow .o-whatsapp-BrandDot[title*='+14155550100']");
});
