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

for (const [values, when] of [
    [{}, "open"],
    [closed(), "closed"],
]) {
    test(`the customer would see no quote, so none is offered (${when})`, async () => {
        await openConversation(values);
        await contains(`${OTHER} [title='Add Star']`);
        await contains(`${OTHER} [title='Reply']`, { count: 0 });
    });
}

test("a note may quote a message", async () => {
    await openConversation();
    await click(".o-mail-Composer button[name='whatsapp-note']");
    await click(`${OTHER} [title='Reply']`);
    await contains(".o-whatsapp-noteMode [title='Stop replying']");
    await click(".o-mail-Composer button[name='whatsapp-note']");
    await contains(".o-whatsapp-noteMode", { count: 0 });
    await contains("[title='Stop replying']", { count: 0 });
});

test("there is no reaction that WhatsApp could not carry", async () => {
    await openConversation();
    await contains(`${OTHER} [title='Add Star']`);
    await contains(`${OTHER} [title='Add a Reaction']`, { count: 0 });
    await contains(`${NOTE} [title='Add a Reaction']`);
});
