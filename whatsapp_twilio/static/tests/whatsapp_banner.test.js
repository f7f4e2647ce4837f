import {
    click,
    contains,
    openDiscuss,
    setupChatHub,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    closed,
    createConversation,
    defineWhatsAppTwilioModels,
    EXPIRED_BANNER,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, test } from "@odoo/hoot";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

test("in Discuss a closed conversation has a banner and no composer", async () => {
    const { channelId } = await createConversation(closed(EXPIRED_BANNER));
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-DiscussContent .o-whatsapp-Banner [role='status']", {
        text: "Session expired",
    });
    await contains(".o-mail-Composer", { count: 0 });
});

test("so has its chat window", async () => {
    const { channelId } = await createConversation(closed(EXPIRED_BANNER));
    setupChatHub({ opened: [channelId] });
    await start();
    await contains(".o-mail-ChatWindow .o-whatsapp-Banner");
    await contains(".o-mail-Composer", { count: 0 });
});

test("an open one has the composer, and other channels never a banner", async () => {
    const { channelId, pyEnv } = await createConversation();
    await createConversation({ name: "Bob", ...closed(EXPIRED_BANNER) });
    const generalId = pyEnv["discuss.channel"].create({ name: "General" });
    await start();
    for (const id of [channelId, generalId]) {
        await openDiscuss(id);
        await contains(".o-mail-Composer-input");
        await contains(".o-whatsapp-Banner", { count: 0 });
    }
    await click(".o-mail-DiscussSidebarChannel", { text: "Bob" });
    await contains(".o-whatsapp-Banner");
});
