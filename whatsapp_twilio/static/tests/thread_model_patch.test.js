import {
    contains,
    insertText,
    openDiscuss,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    createMessage,
    defineWhatsAppTwilioModels,
    sendToBrowser,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { press } from "@odoo/hoot-dom";
import { getService, onRpc, serverState } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const threadOf = (channelId) =>
    getService("mail.store").Thread.get({ model: "discuss.channel", id: channelId });

test("a conversation bears the customer's name and face", async () => {
    const { channelId, customerId, pyEnv } = await createConversation();
    pyEnv["discuss.channel"].write([channelId], { name: "a technical name" });
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-DiscussSidebarChannel-itemName", { text: "Ana Souza" });
    await contains(
        `.o-mail-DiscussContent-threadAvatar img[data-src*='/res.partner/${customerId}/avatar_128']`
    );
});

test("the correspondent is the customer, not the only colleague", async () => {
    const { channelId, pyEnv } = await createConversation();
    const marcId = pyEnv["res.partner"].create({ name: "Marc Rivera" });
    pyEnv["discuss.channel.member"].create({
        channel_id: channelId,
        partner_id: marcId,
    });
    await start();
    await openDiscuss(channelId);
    await contains(".o-discuss-ChannelMember", { text: "Marc Rivera" });
    expect(threadOf(channelId).correspondent).toBe(undefined);
});

test("it counts what is unread, and cannot be called, left, renamed or linked to", async () => {
    const { channelId, customerId } = await createConversation();
    createMessage(channelId, "Hello?", { author_id: customerId });
    await start();
    await openDiscuss("mail.box_starred");
    await contains(".o-mail-DiscussSidebarChannel-badge", { text: "1" });
    const thread = threadOf(channelId);
    expect(thread.isChatChannel).toBe(true);
    expect(thread.allowCalls).toBe(false);
    expect(thread.canLeave).toBe(false);
    expect(thread.canUnpin).toBe(true);
    expect(thread.hasSubChannelFeature).toBe(false);
    expect(thread.supportsCustomChannelName).toBe(false);
    expect(thread.invitationLink).toBe(undefined);
});

test("a text that begins with a slash is no command but goes to the customer", async () => {
    const { channelId, pyEnv } = await createConversation();
    const generalId = pyEnv["discuss.channel"].create({ name: "General" });
    onRpc("discuss.channel", "execute_command_leave", () => expect.step("left"));
    onRpc("/mail/message/post", async (request) => {
        const { params } = await request.json();
        expect.step(params.post_data.body.toString());
    });
    await start();
    await openDiscuss(generalId);
    await insertText(".o-mail-Composer-input", "/");
    await contains(".o-mail-Composer-suggestion", { text: "leave" });
    await openDiscuss(channelId);
    await insertText(
        ".o-mail-Composer-input[placeholder*='WhatsApp']",
        "/leave it there"
    );
    await press("Enter");
    await contains(".o-mail-Message", { text: "/leave it there" });
    await expect.waitForSteps(["/leave it there"]);
});

test("a new owner shows without reload", async () => {
    const { channelId, conversationId, pyEnv } = await createConversation({
        owner_id: false,
    });
    await start();
    await openDiscuss(channelId);
    await contains(".o-whatsapp-Owner", { text: "New" });
    sendToBrowser(
        channelId,
        pyEnv["whatsapp.twilio.conversation"].browse(conversationId),
        {
            owner_id: serverState.partnerId,
        }
    );
    await contains(".o-whatsapp-Owner", { text: "New", count: 0 });
    await contains(".o-whatsapp-Owner img[alt='Taken by Mitchell Admin']");
});
