import { contains, setupChatHub, start } from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    defineWhatsAppTwilioModels,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, test } from "@odoo/hoot";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

test("a conversation's bubble bears the mark of WhatsApp", async () => {
    const { channelId, pyEnv } = await createConversation();
    const generalId = pyEnv["discuss.channel"].create({ name: "General" });
    setupChatHub({ folded: [channelId, generalId] });
    await start();
    await contains(".o-mail-ChatBubble", { count: 2 });
    await contains(".o-mail-ChatBubble[name='Ana Souza'] .o-whatsapp-AvatarMark");
    await contains(".o-mail-ChatBubble[name='General'] .o-whatsapp-AvatarMark", {
        count: 0,
    });
});
