import {
    click,
    contains,
    insertText,
    openDiscuss,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    changeConversation,
    closed,
    createConversation,
    defineWhatsAppTwilioModels,
    open,
    typeAndClose,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { press } from "@odoo/hoot-dom";
import { browser } from "@web/core/browser/browser";
import { getService } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const INPUT = ".o-mail-Composer-input";
const LOCK = ".o-mail-Composer button[name='whatsapp-note']";

const draftsKey = ({ channelId }) => `whatsapp_twilio.drafts.${channelId}`;
const composerOf = ({ channelId }) =>
    getService("mail.store").Thread.get({ model: "discuss.channel", id: channelId })
        .composer;

test("typed text survives the closing of the window", async () => {
    const ana = await createConversation(open({ closesIn: 3600 }));
    await typeAndClose(ana, "The pole is on its way");
    await contains(INPUT, { count: 0 });
    changeConversation(ana, open({ closesIn: 24 * 3600 }));
    await contains(INPUT);
    expect(INPUT).toHaveValue("The pole is on its way");
});

test("and a reload of the page, behind the banner, too", async () => {
    const ana = await createConversation(closed());
    const draft = { mode: "message", text: "Typed before", aside: "A note" };
    browser.localStorage.setItem(draftsKey(ana), JSON.stringify(draft));
    await start();
    await openDiscuss(ana.channelId);
    await contains(".o-whatsapp-Banner-draft");
    changeConversation(ana, open({ closesIn: 24 * 3600 }));
    await contains(INPUT);
    expect(INPUT).toHaveValue("Typed before");
    await click(LOCK);
    await contains(".o-whatsapp-noteMode");
    expect(INPUT).toHaveValue("A note");
});

test("the message and the note are two drafts", async () => {
    const { channelId } = await createConversation();
    await start();
    await openDiscuss(channelId);
    await insertText(INPUT, "For Ana");
    await click(LOCK);
    await contains(
        `${INPUT}[placeholder='Internal note: the customer does not see it']`
    );
    expect(INPUT).toHaveValue("");
    await insertText(INPUT, "For Lena");
    await click(LOCK);
    await contains(`${INPUT}[placeholder='Message Ana Souza on WhatsApp']`);
    expect(INPUT).toHaveValue("For Ana");
    await click(LOCK);
    await contains(".o-whatsapp-noteMode");
    expect(INPUT).toHaveValue("For Lena");
});

test("what is sent is no draft any more", async () => {
    const ana = await createConversation();
    await start();
    await openDiscuss(ana.channelId);
    await insertText(INPUT, "Hello Ana");
    composerOf(ana).saveWhatsAppDrafts();
    expect(browser.localStorage.getItem(draftsKey(ana))).toInclude("Hello Ana");
    await press("Enter");
    await contains(".o-mail-Message", { text: "Hello Ana" });
    expect(browser.localStorage.getItem(draftsKey(ana))).toBe(null);
});
