import {
    click,
    contains,
    dragenterFiles,
    openDiscuss,
    pasteFiles,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    defineWhatsAppTwilioModels,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const FILE = () => new File(["hello"], "tent.txt", { type: "text/plain" });

async function openBoth() {
    const { channelId, pyEnv } = await createConversation();
    const generalId = pyEnv["discuss.channel"].create({ name: "General" });
    await start();
    await openDiscuss(generalId);
    return { channelId, generalId };
}

test("the composer says where the text goes", async () => {
    const { channelId } = await createConversation();
    await start();
    await openDiscuss(channelId);
    await contains(
        ".o-mail-Composer-input[placeholder='Message Ana Souza on WhatsApp']"
    );
});

test("only text can be given, by button, drop or paste; elsewhere files as ever", async () => {
    const { channelId } = await openBoth();
    await click(".o-mail-Composer button[title='More Actions']");
    for (const name of ["Attach Files", "Voice Message"]) {
        await contains(".o-dropdown-item", { text: name });
    }
    await contains(".o-mail-Composer button[title='Add GIFs']");
    await openDiscuss(channelId);
    await contains(".o-mail-Composer-input[placeholder*='WhatsApp']");
    await contains(".o-mail-Composer button[title='Add Emojis']");
    await contains(".o-mail-Composer button[title='Add GIFs']", { count: 0 });
    await contains(".o-mail-Composer button[title='More Actions']", { count: 0 });
    await contains(".o-mail-Composer input[type='file']", { count: 0 });
    await dragenterFiles(".o-mail-DiscussContent", [FILE()]);
    await pasteFiles(".o-mail-Composer-input", [FILE()]);
    await animationFrame();
    await contains(".o-Dropzone", { count: 0 });
    await contains(".o-mail-AttachmentContainer", { count: 0 });
});
