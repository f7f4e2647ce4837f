import { contains, openDiscuss, start } from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    createMessage,
    createNote,
    defineWhatsAppTwilioModels,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, test } from "@odoo/hoot";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

test("what follows a note has its own header, so that nobody takes it for one", async () => {
    const { channelId } = await createConversation();
    createMessage(channelId, "First");
    createMessage(channelId, "Second");
    createNote(channelId, "A note");
    createMessage(channelId, "Third");
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Message", { count: 4 });
    await contains(".o-mail-Message.o-squashed");
    await contains(".o-mail-Message.o-squashed", { text: "Second" });
});

test("what arrived late has its own header with its own time", async () => {
    const { channelId } = await createConversation();
    createMessage(channelId, "In time", { date: "2026-03-02 10:00:00" });
    createMessage(channelId, "Late", { date: "2026-03-02 09:00:00" });
    createMessage(channelId, "A minute later", { date: "2026-03-02 09:01:00" });
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Message", { count: 3 });
    await contains(".o-mail-Message.o-squashed");
    await contains(".o-mail-Message.o-squashed", { text: "A minute later" });
});
