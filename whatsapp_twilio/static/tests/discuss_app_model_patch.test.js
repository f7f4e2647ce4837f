import {
    contains,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    defineWhatsAppTwilioModels,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, test } from "@odoo/hoot";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

test("conversations have a category of their own, newest on top", async () => {
    const ana = await createConversation({ name: "Ana" });
    const bob = await createConversation({ name: "Bob" });
    const set = (channelId, date) =>
        ana.pyEnv["discuss.channel"].write([channelId], { last_interest_dt: date });
    set(ana.channelId, "2026-03-01 12:00:00");
    set(bob.channelId, "2026-03-01 11:00:00");
    for (const member of ana.pyEnv["discuss.channel.member"].search([])) {
        ana.pyEnv["discuss.channel.member"].write([member], {
            last_interest_dt: "2026-03-01 10:00:00",
        });
    }
    await start();
    await openDiscuss("mail.box_starred");
    await contains(".o-mail-DiscussSidebarCategory-whatsapp", { text: "WhatsApp" });
    await contains(".o-mail-DiscussSidebarChannel:eq(0)", { text: "Ana" });
    await contains(".o-mail-DiscussSidebarChannel:eq(1)", { text: "Bob" });
});

test("a Discuss without WhatsApp shows nothing of it", async () => {
    const pyEnv = await startServer();
    pyEnv["discuss.channel"].create({ name: "General", channel_type: "channel" });
    await start();
    await openDiscuss("mail.box_starred");
    await contains(".o-mail-DiscussSidebarChannel", { text: "General" });
    await contains(".o-mail-DiscussSidebarCategory-whatsapp", { count: 0 });
    await contains("[class*='o-whatsapp']", { count: 0 });
});
