import { contains, openDiscuss, start } from "@mail/../tests/mail_test_helpers";
import {
    content,
    createConversation,
    createMessage,
    defineWhatsAppTwilioModels,
    sendToBrowser,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { click, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { Deferred } from "@odoo/hoot-mock";
import { mockService, onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const MEDIUM = ".o-whatsapp-MediaToCome";
const FAILED = { state: "failed", cause: "Twilio does not have this file any more." };

async function openWith(whatsapp_content, { body = "", ...values } = {}) {
    const conversation = await createConversation();
    const { channelId, customerId, pyEnv } = conversation;
    const messageId = createMessage(channelId, body, {
        author_id: customerId,
        whatsapp_content,
        ...values,
    });
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Message");
    return { channelId, message: pyEnv["mail.message"].browse(messageId), pyEnv };
}

for (const [kind, text] of [
    ["image", "Photo is on its way…"],
    ["video", "Video is on its way…"],
    ["audio", "Voice message is on its way…"],
    ["document", "Document is on its way…"],
    ["sticker", "Sticker is on its way…"],
    ["contacts", "Contact is on its way…"],
    ["something new", "Document is on its way…"],
]) {
    test(`a file that is still being fetched has its place already: ${kind}`, async () => {
        await openWith(content(kind, [{}]));
        await contains(`${MEDIUM}[data-state='waiting'] .fa-spin`);
        await contains(MEDIUM, { text });
        // It is not a message that was deleted.
        await contains(".o-mail-Message-body", { count: 0 });
    });
}

test("a document's name is told before the document is here", async () => {
    await openWith(content("document", [{ name: "Offer.pdf" }]));
    await contains(MEDIUM, { text: "Offer.pdf" });
});

test("the file takes the place of what announced it, live", async () => {
    const { channelId, message, pyEnv } = await openWith(
        content("image", [{}, { id: 61 }]),
        { body: "Our tent" }
    );
    await contains(MEDIUM, { count: 2 });
    const id = pyEnv["ir.attachment"].create({
        name: "tent.jpg",
        mimetype: "image/jpeg",
        res_id: channelId,
        res_model: "discuss.channel",
    });
    pyEnv["mail.message"].write([message[0].id], {
        attachment_ids: [id],
        whatsapp_content: content("image", [
            { state: "done", attachment_id: id },
            { id: 61 },
        ]),
    });
    sendToBrowser(channelId, pyEnv["mail.message"].browse(message[0].id));
    await contains(".o-mail-Message .o-mail-AttachmentContainer[title='tent.jpg']");
    await contains(MEDIUM);
});

test("a file that can't be had says why, and is fetched again once", async () => {
    const answer = new Deferred();
    onRpc("whatsapp.twilio.media", "action_retry", ({ args }) => {
        expect.step(args[0]);
        return answer;
    });
    const { channelId, message } = await openWith(content("image", [FAILED]));
    await contains(MEDIUM, { text: FAILED.cause });
    const retry = queryOne(`${MEDIUM} button:contains('Retry')`);
    retry.click();
    retry.click();
    await contains(`${MEDIUM}-retry:disabled`);
    answer.resolve(true);
    await expect.waitForSteps([[60]]);
    sendToBrowser(channelId, message, { whatsapp_content: content("image", [{}]) });
    await contains(MEDIUM, { text: "Photo is on its way…" });
});

test("one that will never come offers no retry", async () => {
    await openWith(content("image", [{ ...FAILED, can_retry: false }]));
    await contains(MEDIUM, { text: FAILED.cause });
    await contains(`${MEDIUM}-retry`, { count: 0 });
});

test("lists of messages say what is coming", async () => {
    await openWith(content("image", [{}]));
    await click(".o_menu_systray i[aria-label='Messages']");
    await contains(".o-mail-NotificationItem", { text: "Photo" });
    await contains(".o-mail-NotificationItem .fa-picture-o");
    await contains(".o-mail-NotificationItem", { text: "removed", count: 0 });
});

test("in one line, the lines of a card do not run together", async () => {
    const place = "<strong>Ferry Building</strong><div>San Francisco</div>";
    const card = `<div class="o-whatsapp-card"><i></i><div>${place}</div></div>`;
    await openWith(content("location"), { body: `${card}At <em>ni</em>ne<br>sharp` });
    await click(".o_menu_systray i[aria-label='Messages']");
    await contains(".o-mail-NotificationItem", {
        text: "Ferry Building San Francisco At nine sharp",
    });
});

test("a contact card becomes a contact", async () => {
    onRpc("whatsapp.twilio.message", "action_add_contact", ({ args }) => {
        expect.step(args);
        return { type: "ir.actions.act_window", res_model: "res.partner" };
    });
    mockService("action", {
        doAction(action) {
            if (action.res_model === "res.partner") {
                expect.step("contact form");
                return;
            }
            return super.doAction(...arguments);
        },
    });
    const contacts = [{ row_id: 7, index: 0, name: "Bea Lima" }];
    await openWith(content("contacts", [], { contacts }), { body: "Bea Lima" });
    await contains(".o-whatsapp-AddContacts button", { text: "Add to contacts" });
    await click(".o-whatsapp-AddContacts button");
    await expect.waitForSteps([[[7], 0], "contact form"]);
});

test("of several cards, each button says whom it adds", async () => {
    const contacts = ["Bea", "Cai"].map((name, index) => ({ row_id: 7, index, name }));
    await openWith(content("contacts", [], { contacts }), { body: "Bea, Cai" });
    await contains(".o-whatsapp-AddContacts button", { count: 2 });
    expect(queryAllTexts(".o-whatsapp-AddContacts button")).toEqual([
        "Add Bea to contacts",
        "Add Cai to contacts",
    ]);
});

test("a sticker has no frame", async () => {
    await openWith(content("sticker", [{}]));
    await contains(".o-mail-Message.o-whatsapp-sticker");
});
