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
