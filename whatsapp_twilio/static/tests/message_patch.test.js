import {
    contains,
    insertText,
    openDiscuss,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    createMessage,
    defineWhatsAppTwilioModels,
    delivery,
    sendToBrowser,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { hover, press, queryAllTexts, queryOne, queryRect } from "@odoo/hoot-dom";
import { Deferred, runAllTimers } from "@odoo/hoot-mock";
import { Command, onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const TICKS = ".o-whatsapp-DeliveryTicks";

for (const [states, name] of [
    [["queued"], /^Queued, /],
    [["queued", "sending"], /^Sending, /],
    [["queued", "sent"], /^Sent, /],
    [["queued", "sent", "delivered"], /^Delivered, /],
    [["queued", "sent", "delivered", "read"], /^Read, .*Delivered: .*Read: /],
    [["queued", "failed"], /^Not sent, /],
    [["queued", "sent", "undelivered"], /^Not delivered, /],
    [["queued", "canceled"], /^Canceled, /],
    [["queued", "sending", "unknown"], /^Being checked, /],
]) {
    test(`a ${states.at(-1)} message says so, with the time of each state`, async () => {
        const { channelId } = await createConversation();
        createMessage(channelId, "Hello", { whatsapp_delivery: delivery(states) });
        await start();
        await openDiscuss(channelId);
        await contains(`.o-mail-Message ${TICKS}[data-state='${states.at(-1)}']`);
        expect(queryOne(TICKS).ariaLabel).toMatch(name);
        expect(JSON.parse(queryOne(TICKS).dataset.tooltipInfo).lines).toHaveLength(
            states.length
        );
    });
}

test("the tooltip shows every state with its time", async () => {
    const { channelId } = await createConversation();
    createMessage(channelId, "Hello", {
        whatsapp_delivery: delivery(["queued", "sent", "read"]),
    });
    await start();
    await openDiscuss(channelId);
    await contains(TICKS);
    await hover(TICKS);
    await runAllTimers();
    await contains(".o-tooltip li", { count: 3 });
    const labels = queryAllTexts(".o-tooltip li").map((line) => line.split(":")[0]);
    expect(labels).toEqual(["Queued", "Sent", "Read"]);
});

test("times are told in the user's time zone", async () => {
    const { channelId } = await createConversation();
    createMessage(channelId, "Hello", { whatsapp_delivery: delivery(["sent"]) });
    await start();
    await openDiscuss(channelId);
    await contains(TICKS);
    const time = luxon.DateTime.fromISO("2026-03-01T10:00:00Z").toLocal();
    expect(queryOne(TICKS).ariaLabel).toInclude(time.toFormat("h:mm"));
});

test("every one of ours has ticks, also squashed ones; the customer's have none", async () => {
    const { channelId, customerId } = await createConversation();
    const read = { whatsapp_delivery: delivery(["sent", "read"]) };
    createMessage(channelId, "Hi", { author_id: customerId });
    createMessage(channelId, "First", read);
    createMessage(channelId, "Second", read);
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Message", { count: 3 });
    await contains(`.o-mail-Message:eq(0) ${TICKS}`, { count: 0 });
    await contains(`.o-mail-Message:not(.o-squashed) ${TICKS}`);
    await contains(`.o-mail-Message.o-squashed ${TICKS}`);
    await contains(".o-mail-MessageSeenIndicator", { count: 0 });
});

test("a new state shows live and moves nothing", async () => {
    const { channelId, pyEnv } = await createConversation();
    const messageId = createMessage(channelId, "Hello there", {
        whatsapp_delivery: delivery(["queued"]),
    });
    await start();
    await openDiscuss(channelId);
    await contains(`${TICKS}[data-state='queued']`);
    const before = queryRect(".o-mail-Message-bubble");
    for (const state of ["sent", "delivered", "read"]) {
        sendToBrowser(channelId, pyEnv["mail.message"].browse(messageId), {
            whatsapp_delivery: delivery(["queued", state]),
        });
        await contains(`${TICKS}[data-state='${state}']`);
        expect(".o-mail-Message-bubble").toHaveRect(before);
    }
});

test("a message on its way to the server shows the clock already", async () => {
    const { channelId } = await createConversation();
    const answer = new Deferred();
    onRpc("/mail/message/post", () => answer);
    await start();
    await openDiscuss(channelId);
    await insertText(".o-mail-Composer-input", "On its way");
    await press("Enter");
    await contains(`.o-mail-Message ${TICKS}[data-state='queued']`);
});

test("a colleague's answer is ours, too", async () => {
    const { channelId, pyEnv } = await createConversation();
    const marcId = pyEnv["res.partner"].create({ name: "Marc Rivera" });
    createMessage(channelId, "Marc here", {
        author_id: marcId,
        whatsapp_delivery: delivery(["sent"]),
    });
    await start();
    await openDiscuss(channelId);
    await contains(`.o-mail-Message ${TICKS}`);
    await contains(".o-mail-Message-bubble.o-green");
});

test("files without a text have ticks, too", async () => {
    const { channelId, pyEnv } = await createConversation();
    const attachment = pyEnv["ir.attachment"].create({
        name: "offer.pdf",
        mimetype: "application/pdf",
        res_id: channelId,
        res_model: "discuss.channel",
    });
    createMessage(channelId, "", {
        attachment_ids: [attachment],
        whatsapp_delivery: delivery(["sent", "delivered"]),
    });
    await start();
    await openDiscuss(channelId);
    await contains(`.o-mail-Message ${TICKS}[data-state='delivered']`);
});

test("a link that shows as its picture has ticks, too", async () => {
    const { channelId, pyEnv } = await createConversation();
    const url = "https://example.com/tent.png";
    const preview = pyEnv["mail.link.preview"].create({
        image_mimetype: "image/png",
        source_url: url,
    });
    createMessage(channelId, `<a href="${url}">${url}</a>`, {
        message_link_preview_ids: [Command.create({ link_preview_id: preview })],
        whatsapp_delivery: delivery(["sent", "delivered"]),
    });
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-LinkPreviewImage");
    await contains(".o-mail-Message-bubble", { count: 0 });
    await contains(`.o-mail-Message ${TICKS}[data-state='delivered']`);
});
