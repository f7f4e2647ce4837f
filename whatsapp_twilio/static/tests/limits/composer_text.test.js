import {
    contains,
    insertText,
    openDiscuss,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    defineWhatsAppTwilioModels,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { click, press, queryOne } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const INPUT = ".o-mail-Composer-input";
const COUNTER = ".o-whatsapp-TextLength-counter";
const BUTTON = ".o-whatsapp-TextLength-send";
const LOCK = ".o-mail-Composer button[name='whatsapp-note']";

async function openAndType(text) {
    onRpc("whatsapp.twilio.conversation", "count_text_parts", ({ args }) =>
        Math.ceil(args[0].length / 1590)
    );
    onRpc("/mail/message/post", async (request) => {
        const { params } = await request.json();
        expect.step([params.post_data.body.length, params.post_data.whatsapp_in_parts]);
    });
    const { channelId } = await createConversation();
    await start();
    await openDiscuss(channelId);
    await insertText(INPUT, text);
}

test("nothing is counted while a text is far from too long", async () => {
    await openAndType("a".repeat(1399));
    await contains("button[name='send-message']:enabled");
    await contains(COUNTER, { count: 0 });
});

test("the length is told before it is too late", async () => {
    await openAndType("a".repeat(1432));
    await contains(COUNTER, { text: "1,432 / 1,600" });
    expect(queryOne(`${COUNTER} [aria-live]`).ariaLive).toBe("polite");
    await contains(".o-whatsapp-TextLength.o-over", { count: 0 });
    await contains("button[name='send-message']:enabled");
});

test("a text that just fits is sent as it is; an emoji counts as two", async () => {
    await openAndType("a".repeat(1598) + "😀");
    await contains(COUNTER, { text: "1,600 / 1,600" });
    await press("Enter");
    await expect.waitForSteps([[1600, undefined]]);
    await contains(COUNTER, { count: 0 });
});

test("above it, one shortens the text or sends it in parts", async () => {
    await openAndType("a".repeat(1601));
    await contains(".o-whatsapp-TextLength.o-over", { text: "1,601 / 1,600" });
    await contains(".o-whatsapp-TextLength", { text: "Shorten it, or" });
    await contains("button[name='send-message']", { count: 0 });
    await contains(BUTTON, { text: "Send in parts" });
    await advanceTime(300);
    await contains(BUTTON, { text: "Send in 2 parts" });
    await click(BUTTON);
    await expect.waitForSteps([[1601, true]]);
    await contains(COUNTER, { count: 0 });
    expect(INPUT).toHaveValue("");
});

test("Enter leads to the button, and sends nothing by surprise", async () => {
    await openAndType("a".repeat(1700));
    await press("Enter");
    await animationFrame();
    expect(BUTTON).toBeFocused();
    expect(INPUT).toHaveValue("a".repeat(1700));
    expect.verifySteps([]);
    await press("Enter");
    await expect.waitForSteps([[1700, true]]);
});

test("a note may be as long as one likes", async () => {
    await openAndType("Hello");
    await click(LOCK);
    await contains(".o-whatsapp-noteMode");
    await insertText(INPUT, "a".repeat(1700));
    await contains(COUNTER, { count: 0 });
    await press("Enter");
    await expect.waitForSteps([[1700, undefined]]);
});
