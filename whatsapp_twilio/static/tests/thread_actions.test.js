import {
    click,
    contains,
    openDiscuss,
    setupChatHub,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    closed,
    content,
    createConversation,
    createMessage,
    defineWhatsAppTwilioModels,
    EXPIRED_BANNER,
    failedDelivery,
    sendToBrowser,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { getService, mockService, onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const HEADER = ".o-mail-DiscussContent-header";

function stepActions() {
    onRpc("whatsapp.twilio.conversation", "*", ({ method, args }) => {
        expect.step([method, ...args]);
        return true;
    });
}

test("what nobody has can be taken, in words", async () => {
    const { channelId, conversationId } = await createConversation({ owner_id: false });
    stepActions();
    await start();
    await openDiscuss(channelId);
    await click(`${HEADER} button`, { text: "Take it" });
    await expect.waitForSteps([["action_take", [conversationId]]]);
});

test("what is mine can be solved, and reopened, but not taken", async () => {
    const { channelId, conversationId, pyEnv } = await createConversation();
    stepActions();
    await start();
    await openDiscuss(channelId);
    await contains(`${HEADER} button[title='Mark as solved']`);
    await contains(`${HEADER} button[name='whatsapp-take']`, { count: 0 });
    await contains(`${HEADER} button[title='Reopen']`, { count: 0 });
    await click(`${HEADER} button[title='Mark as solved']`);
    await expect.waitForSteps([["action_solve", [conversationId]]]);
    sendToBrowser(
        channelId,
        pyEnv["whatsapp.twilio.conversation"].browse(conversationId),
        {
            state: "solved",
        }
    );
    await contains(`${HEADER} button[title='Mark as solved']`, { count: 0 });
    await click(`${HEADER} button[title='Reopen']`);
    await expect.waitForSteps([["action_reopen", [conversationId]]]);
});

test("a chat window offers the same, and hiding, but no calls", async () => {
    const { channelId, conversationId } = await createConversation({ owner_id: false });
    setupChatHub({ opened: [channelId] });
    stepActions();
    await start();
    await contains(".o-mail-ChatWindow .o-whatsapp-Owner", { text: "New" });
    await click(".o-mail-ChatWindow-moreActions");
    await contains(".o-dropdown-item", { text: "Mark as solved" });
    await contains(".o-dropdown-item", { text: "Open conversation" });
    await contains(".o-dropdown-item", { text: "Unpin Conversation" });
    await contains(".o-dropdown-item", { text: "Call", count: 0 });
    await contains(".o-dropdown-item", { text: "Rename Thread", count: 0 });
    await click(".o-dropdown-item", { text: "Take it" });
    await expect.waitForSteps([["action_take", [conversationId]]]);
});

test("the conversation's form takes the place of the channel's", async () => {
    const { channelId, conversationId } = await createConversation();
    await start();
    await openDiscuss(channelId);
    mockService("action", {
        doAction: (action) => expect.step([action.res_model, action.res_id]),
    });
    await click("[title='Chat Actions']");
    await contains(".o-dropdown-item", { text: "Open conversation" });
    await contains(".o-dropdown-item", { text: "Advanced Settings", count: 0 });
    await click(".o-dropdown-item", { text: "Open conversation" });
    await expect.waitForSteps([["whatsapp.twilio.conversation", conversationId]]);
});

test("other channels get none of these", async () => {
    const { pyEnv } = await createConversation();
    const generalId = pyEnv["discuss.channel"].create({ name: "General" });
    await start();
    await openDiscuss(generalId);
    await contains(`${HEADER} button[name='invite-people']`);
    await contains(`${HEADER} [name^='whatsapp']`, { count: 0 });
});

test("a colleague who was only invited is offered nothing that would be refused", async () => {
    const banner = {
        ...EXPIRED_BANNER,
        button: { label: "Send a template", method: "any", user_ids: false },
    };
    const { channelId, customerId } = await createConversation({
        ...closed(banner),
        kept_text: { text: "Later", user_id: 1, user_name: "Marc" },
        owner_id: false,
    });
    const failed = createMessage(channelId, "Hello", {
        whatsapp_delivery: failedDelivery({ is_template: true }),
    });
    createMessage(channelId, "A card", {
        author_id: customerId,
        whatsapp_content: content("contacts", [{ state: "failed" }], {
            contacts: [{ row_id: failed, index: 0, name: "Bob" }],
        }),
    });
    await start();
    await openDiscuss(channelId);
    const offered = [
        `${HEADER} button[name='whatsapp-take']`,
        `${HEADER} button[title='Mark as solved']`,
        `${HEADER} button[title='Open conversation']`,
        ".o-whatsapp-Banner-button",
        ".o-whatsapp-KeptText-undo",
        ".o-whatsapp-DeliveryFailure-retry",
        ".o-whatsapp-MediaToCome-retry",
        ".o-whatsapp-AddContacts button",
    ];
    for (const button of offered) {
        await contains(button);
    }
    getService("mail.store").whatsapp_works_for = [2];
    for (const button of offered) {
        await contains(button, { count: 0 });
    }
    await contains(".o-whatsapp-Banner-note");
    getService("mail.store").whatsapp_works_for = [1, 2];
    for (const button of offered) {
        await contains(button);
    }
});
