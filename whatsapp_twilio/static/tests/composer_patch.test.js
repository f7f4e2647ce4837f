import {
    click,
    contains,
    dragenterFiles,
    insertText,
    openDiscuss,
    start,
} from "@mail/../tests/mail_test_helpers";
import { mailDataHelpers } from "@mail/../tests/mock_server/mail_mock_server";
import {
    closed,
    createConversation,
    createMessage,
    defineWhatsAppTwilioModels,
    delivery,
    open,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { press } from "@odoo/hoot-dom";
import { Deferred, mockDate } from "@odoo/hoot-mock";
import { makeServerError, mockService, onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const INPUT = ".o-mail-Composer-input";
const LOCK = ".o-mail-Composer button[name='whatsapp-note']";
const NOTE = ".o-mail-Message.o-whatsapp-note";
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

test("files and voice can be sent like anywhere; WhatsApp knows no GIFs", async () => {
    const { channelId } = await openBoth();
    await contains(".o-mail-Composer button[title='Add GIFs']");
    await openDiscuss(channelId);
    await contains(".o-mail-Composer-input[placeholder*='WhatsApp']");
    await contains(".o-mail-Composer button[title='Add GIFs']", { count: 0 });
    await click(".o-mail-Composer button[title='More Actions']");
    for (const name of ["Attach Files", "Voice Message"]) {
        await contains(".o-dropdown-item", { text: name });
    }
    await dragenterFiles(".o-mail-DiscussContent", [FILE()]);
    await contains(".o-Dropzone");
    await click(LOCK);
    await contains(".o-mail-Composer button[title='Add GIFs']");
});

test("a template can be sent while the session is open, too; never as a note", async () => {
    const { channelId, conversationId } = await createConversation();
    onRpc("whatsapp.twilio.conversation", "action_send_template", ({ args }) => {
        expect.step(args);
        return { type: "ir.actions.act_window", res_model: "some.form" };
    });
    await start();
    await openDiscuss(channelId);
    mockService("action", { doAction: (action) => expect.step(action.res_model) });
    await click(".o-mail-Composer button[title='More Actions']");
    await click(".o-dropdown-item", { text: "Send a template" });
    await expect.waitForSteps([[[conversationId]], "some.form"]);
    await click(LOCK);
    await click(".o-mail-Composer button[title='More Actions']");
    await contains(".o-dropdown-item", { text: "Attach Files" });
    await contains(".o-dropdown-item", { text: "Send a template", count: 0 });
});

function stepPosts(answer) {
    onRpc("/mail/message/post", async (request) => {
        const { params } = await request.json();
        expect.step([params.post_data.subtype_xmlid, params.post_data.body.toString()]);
        return answer?.();
    });
}

test("an internal note is marked while it is typed, sent and read", async () => {
    const { channelId } = await createConversation();
    const sent = new Deferred();
    stepPosts(() => sent);
    await start();
    await openDiscuss(channelId);
    await contains(LOCK);
    await contains(".o-whatsapp-noteMode", { count: 0 });
    await click(LOCK);
    await contains(".o-whatsapp-noteMode .o-whatsapp-NoteLabel", {
        text: "Internal note",
    });
    await contains(`${LOCK}.active`);
    await insertText(INPUT, "He wants a refund");
    await press("Enter");
    await contains(NOTE, { text: "He wants a refund" });
    await contains(`${NOTE} .o-mail-Message-bubble.o-orange`);
    await contains(`${NOTE} .o-whatsapp-NoteLabel`, { text: "Internal note" });
    await contains(`${NOTE} .o-whatsapp-DeliveryTicks`, { count: 0 });
    sent.resolve();
    await expect.waitForSteps([["mail.mt_note", "He wants a refund"]]);
    await contains(".o-whatsapp-noteMode");
});

test("without note mode the text goes to the customer", async () => {
    const { channelId } = await createConversation();
    stepPosts();
    await start();
    await openDiscuss(channelId);
    await click(LOCK);
    await click(LOCK);
    await insertText(INPUT, "Hello");
    await press("Enter");
    await contains(".o-mail-Message:not(.o-whatsapp-note)", { text: "Hello" });
    await expect.waitForSteps([["mail.mt_comment", "Hello"]]);
});

test("a note can be written in a closed conversation, and there is a way back", async () => {
    const { channelId } = await createConversation(closed());
    stepPosts();
    await start();
    await openDiscuss(channelId);
    await click(".o-whatsapp-Banner button", { text: "Write a note" });
    await contains(".o-whatsapp-Banner", { count: 0 });
    await contains(".o-whatsapp-Composer-note", { text: "Session expired" });
    expect(INPUT).toBeFocused();
    await insertText(INPUT, "Call him");
    await press("Enter");
    await expect.waitForSteps([["mail.mt_note", "Call him"]]);
    await click(".o-whatsapp-Composer-note button", { text: "Back" });
    await contains(".o-whatsapp-Banner");
    await contains(INPUT, { count: 0 });
});

test("nothing is posted when the window closes in the very moment of Enter", async () => {
    mockDate("2026-03-10T12:00:00");
    const { channelId } = await createConversation(open({ closesIn: 60 }));
    stepPosts();
    await start();
    await openDiscuss(channelId);
    await insertText(INPUT, "Too late");
    mockDate("2026-03-10T12:01:01"); // and no timer has told it yet
    await press("Enter");
    await contains(".o-whatsapp-Banner-draft");
    await contains(".o-mail-Message", { count: 0 });
    expect.verifySteps([]);
});

test("what the server refuses is told why, and typed again before what came since", async () => {
    const { channelId, conversationId, pyEnv } = await createConversation();
    const answer = new Deferred();
    onRpc("/mail/message/post", async () => {
        await answer;
        pyEnv["whatsapp.twilio.conversation"].write([conversationId], closed());
        throw makeServerError({
            type: "UserError",
            message: "Session expired: wait for the customer.",
        });
    });
    await start();
    await openDiscuss(channelId);
    await insertText(INPUT, "First & <best>");
    await press("Enter");
    await contains(".o-mail-Message", { text: "First & <best>" });
    await insertText(INPUT, "Second");
    answer.resolve();
    await contains(".o_notification", {
        text: "Session expired: wait for the customer.",
    });
    await contains(".o-mail-Message", { count: 0 });
    expect(INPUT).toHaveValue("First & <best>\nSecond");
    await contains(".o-whatsapp-Banner-draft"); // the page asked what it did not know
});

test("what does not reach the server can be posted again", async () => {
    const { channelId } = await createConversation();
    let attempts = 0;
    onRpc("/mail/message/post", () => {
        attempts++;
        if (attempts === 1) {
            throw new Error("no network");
        }
    });
    await start();
    await openDiscuss(channelId);
    await insertText(INPUT, "Hello");
    await press("Enter");
    await contains(".o-mail-Message .o-whatsapp-DeliveryTicks", { count: 0 });
    await click("button[title='Failed to post the message. Click to retry']");
    await contains("button[title='Failed to post the message. Click to retry']", {
        count: 0,
    });
    expect(attempts).toBe(2);
    expect(INPUT).toHaveValue("");
});

test("what was posted though its answer got lost is shown, not posted again", async () => {
    const { channelId, customerId, pyEnv } = await createConversation();
    const known = createMessage(channelId, "Hi", { author_id: customerId });
    const tries = [];
    let posted;
    onRpc("/mail/message/post", async (request) => {
        const { params } = await request.json();
        tries.push(params.post_data.whatsapp_again_after);
        if (tries.length === 1) {
            posted = createMessage(channelId, "Hello", {
                whatsapp_delivery: delivery(["sent"]),
            });
            throw new Error("the answer got lost");
        }
        const store = new mailDataHelpers.Store(pyEnv["mail.message"].browse(posted));
        return { store_data: store.get_result(), message_id: posted };
    });
    await start();
    await openDiscuss(channelId);
    await insertText(INPUT, "Hello");
    await press("Enter");
    await click("button[title='Failed to post the message. Click to retry']");
    await contains(".o-whatsapp-DeliveryTicks[data-state='sent']");
    await contains(".o-mail-Message", { count: 2 });
    await contains(".o-mail-Message-pendingProgress", { count: 0 });
    expect(tries).toEqual([undefined, known]);
});
