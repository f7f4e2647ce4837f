import { contains, openDiscuss, start } from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    createMessage,
    defineWhatsAppTwilioModels,
    delivery,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { getService } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

test("what the customer has got can't be edited, and reactions can't be carried", async () => {
    const { channelId } = await createConversation();
    const sentId = createMessage(channelId, "Sent", {
        whatsapp_delivery: delivery(["sent"]),
    });
    const noteId = createMessage(channelId, "Note", { message_type: "comment" });
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Message", { count: 2 });
    const store = getService("mail.store");
    const [sent, note] = [sentId, noteId].map((id) => store["mail.message"].get(id));
    expect(sent.editable).toBe(false);
    expect(note.editable).toBe(true);
    expect(sent.canAddReaction(sent.thread)).toBe(false);
    expect(note.canAddReaction(note.thread)).toBe(true);
});

test("a file that the customer has got, or has sent, can't be deleted", async () => {
    const { channelId, pyEnv } = await createConversation();
    const [sentId, notedId] = ["sent.pdf", "noted.pdf"].map((name) =>
        pyEnv["ir.attachment"].create({ name, mimetype: "application/pdf" })
    );
    createMessage(channelId, "Sent", { attachment_ids: [sentId] });
    createMessage(channelId, "Note", {
        attachment_ids: [notedId],
        message_type: "comment",
    });
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Message", { count: 2 });
    const store = getService("mail.store");
    expect(store["ir.attachment"].get(sentId).isDeletable).toBe(false);
    expect(store["ir.attachment"].get(notedId).isDeletable).toBe(true);
});
