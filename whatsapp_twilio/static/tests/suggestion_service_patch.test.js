import {
    click,
    contains,
    insertText,
    openDiscuss,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    defineWhatsAppTwilioModels,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { press } from "@odoo/hoot-dom";
import { getService, onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

test("only colleagues in the conversation can be mentioned, never the customer", async () => {
    const { channelId, customerId, pyEnv } = await createConversation();
    const [marcId] = pyEnv["res.partner"].create([
        { name: "Marc Rivera" },
        { name: "Ana from another company" },
    ]);
    for (const partnerId of [marcId, customerId]) {
        pyEnv["discuss.channel.member"].create({
            channel_id: channelId,
            partner_id: partnerId,
        });
    }
    pyEnv["res.role"].create({ name: "Ana's role" });
    await start();
    await openDiscuss(channelId);
    await insertText(".o-mail-Composer-input", "@");
    await contains(".o-mail-Composer-suggestion", { text: "Marc Rivera" });
    await contains(".o-mail-Composer-suggestion", { text: "Mitchell Admin" });
    await contains(".o-mail-Composer-suggestion", { count: 2 });
});

test("channels are not offered to be linked to", async () => {
    const { channelId, pyEnv } = await createConversation();
    const generalId = pyEnv["discuss.channel"].create({ name: "General" });
    await start();
    await openDiscuss(channelId);
    await openDiscuss(generalId);
    await contains(".o-mail-DiscussSidebarChannel", { text: "General" });
    const { Thread } = getService("mail.store");
    const chars = (id) =>
        getService("mail.suggestion")
            .getSupportedDelimiters(Thread.get({ model: "discuss.channel", id }))
            .map(([delimiter]) => delimiter);
    expect(chars(generalId)).toInclude("#");
    expect(chars(channelId)).not.toInclude("#");
    expect(chars(channelId)).toInclude("::");
});

test("a note tells a colleague who is mentioned in it", async () => {
    const { channelId, pyEnv } = await createConversation();
    const marcId = pyEnv["res.partner"].create({ name: "Marc Rivera" });
    pyEnv["discuss.channel.member"].create({
        channel_id: channelId,
        partner_id: marcId,
    });
    onRpc("/mail/message/post", async (request) => {
        const { post_data: data } = (await request.json()).params;
        expect.step([data.subtype_xmlid, data.partner_ids]);
    });
    await start();
    await openDiscuss(channelId);
    await click(".o-mail-Composer button[name='whatsapp-note']");
    await insertText(".o-mail-Composer-input", "@Mar");
    await click(".o-mail-Composer-suggestion", { text: "Marc Rivera" });
    await press("Enter");
    await expect.waitForSteps([["mail.mt_note", [marcId]]]);
});
