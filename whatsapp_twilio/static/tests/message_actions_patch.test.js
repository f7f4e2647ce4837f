import { click, contains, openDiscuss, start } from "@mail/../tests/mail_test_helpers";
import {
    closed,
    createConversation,
    createMessage,
    createNote,
    defineWhatsAppTwilioModels,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const NOTE = ".o-mail-Message.o-whatsapp-note";
const OTHER = ".o-mail-Message:not(.o-whatsapp-note)";

async function openConversation(values) {
    const { channelId } = await createConversation(values);
    createMessage(channelId, "Hello");
    createNote(channelId, "Is he a regular?");
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Message", { count: 2 });
}

for (const [values, when] of [
    [{}, "open"],
    [closed(), "closed"],
]) {
    test(`who answers a note writes a note (${when})`, async () => {
        await openConversation(values);
        await click(`${NOTE} [title='Expand']`);
        await click(".o-dropdown-item", { text: "Reply" });
        await contains(".o-whatsapp-noteMode [title='Stop replying']");
        expect(".o-mail-Composer-input").toBeFocused();
    });
}

test("who answers a message writes to the customer", async () => {
    await openConversation();
    await click(`${OTHER} [title='Reply']`);
    await contains(".o-mail-Composer [title='Stop replying']");
    await contains(".o-whatsapp-noteMode", { count: 0 });
});

test("in a closed conversation there is no answer to a message", async () => {
    await openConversation(closed());
    await contains(`${OTHER} [title='Add Star']`);
    await contains(`${OTHER} [title='Reply']`, { count: 0 });
});
