import {
    click,
    contains,
    patchUiSize,
    SIZES,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    createMessage,
    defineWhatsAppTwilioModels,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, test } from "@odoo/hoot";
import { getService } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

test("conversations have their own filter in the messages menu", async () => {
    const { channelId, customerId, pyEnv } = await createConversation();
    createMessage(channelId, "Where is my tent?", { author_id: customerId });
    pyEnv["discuss.channel"].create({ name: "General", channel_type: "channel" });
    await start();
    await click(".o_menu_systray i[aria-label='Messages']");
    await contains(".o-mail-NotificationItem", { text: "General" });
    await click(".o-mail-MessagingMenu button", { text: "WhatsApp" });
    await contains(".o-mail-NotificationItem", { count: 1 });
    await contains(".o-mail-NotificationItem .o-whatsapp-AvatarMark");
    await contains(".o-mail-NotificationItem-text", {
        textContent: "Where is my tent?",
    });
});

test("on a phone they have a tab, with a counter, and open in full", async () => {
    patchUiSize({ size: SIZES.SM });
    const { channelId, customerId } = await createConversation();
    createMessage(channelId, "Hello?", { author_id: customerId });
    await start();
    await click(".o_menu_systray i[aria-label='Messages']");
    await contains(".o-mail-MessagingMenu-tab[aria-label='WhatsApp'] .badge", {
        text: "1",
    });
    await click(".o-mail-MessagingMenu-tab[aria-label='WhatsApp']");
    await click(".o-mail-NotificationItem", { text: "Ana Souza" });
    await contains(".o-mail-ChatWindow .o-mail-Message", { text: "Hello?" });
});

test("who has no conversation has no filter and no tab", async () => {
    patchUiSize({ size: SIZES.SM });
    await start();
    await click(".o_menu_systray i[aria-label='Messages']");
    await contains(".o-mail-MessagingMenu-tab[aria-label='Chats']");
    await contains(".o-mail-MessagingMenu-tab[aria-label='WhatsApp']", { count: 0 });
});

test("who solves the last conversation on a phone stays in the tab", async () => {
    patchUiSize({ size: SIZES.SM });
    const { channelId } = await createConversation();
    await start();
    await click(".o_menu_systray i[aria-label='Messages']");
    await click(".o-mail-MessagingMenu-tab[aria-label='WhatsApp']");
    await contains(".o-mail-NotificationItem", { text: "Ana Souza" });
    const store = getService("mail.store");
    store.Thread.get({ model: "discuss.channel", id: channelId }).delete();
    await contains(".o-mail-NotificationItem", { count: 0 });
    await contains(".o-mail-MessagingMenu-tab.active[aria-label='WhatsApp']");
    await click(".o-mail-MessagingMenu-tab[aria-label='Chats']");
    await contains(".o-mail-MessagingMenu-tab[aria-label='WhatsApp']", { count: 0 });
});
