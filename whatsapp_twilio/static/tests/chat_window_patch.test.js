import {
    contains,
    focus,
    insertText,
    setupChatHub,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    changeConversation,
    closed,
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

test("Escape closes the window also when the session has closed under one's hands", async () => {
    const conversation = await createConversation();
    setupChatHub({ opened: [conversation.channelId] });
    await start();
    await insertText(".o-mail-ChatWindow .o-mail-Composer-input", "Half a th");
    changeConversation(conversation, closed());
    await contains(".o-mail-ChatWindow .o-whatsapp-Banner");
    await press("Escape");
    await contains(".o-mail-ChatWindow", { count: 0 });
});

test("a banner takes the focus from nobody", async () => {
    const { channelId, pyEnv } = await createConversation();
    const bob = await createConversation({ name: "Bob" });
    const generalId = pyEnv["discuss.channel"].create({ name: "General" });
    setupChatHub({ opened: [channelId, bob.channelId, generalId] });
    await start();
    await contains(".o-mail-ChatWindow", { count: 3 });
    const input = ".o-mail-ChatWindow:contains(General) .o-mail-Composer-input";
    await focus(input);
    changeConversation(bob, closed());
    await contains(".o-mail-ChatWindow .o-whatsapp-Banner");
    expect(input).toBeFocused();
});
