import { contains, openDiscuss, start } from "@mail/../tests/mail_test_helpers";
import {
    changeConversation,
    createConversation,
    defineWhatsAppTwilioModels,
    open,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { advanceTime, animationFrame, mockDate } from "@odoo/hoot-mock";
import { onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const BANNER = ".o-whatsapp-Banner";
const HOUR = 3600;

/** @param {() => Object} values of a conversation, once the time stands */
async function openConversation(values) {
    mockDate("2026-03-10T12:00:00");
    const conversation = await createConversation(values());
    await start();
    await openDiscuss(conversation.channelId);
    return conversation;
}

test("a page left open closes at the very second, and opens again", async () => {
    const ana = await openConversation(() => open({ closesIn: HOUR }));
    await contains(".o-mail-Composer-input");
    await advanceTime((HOUR - 2) * 1000);
    await contains(BANNER, { count: 0 });
    await advanceTime(2000);
    await contains(BANNER, { text: "Session expired" });
    await contains(".o-mail-Composer", { count: 0 });
    changeConversation(ana, open({ closesIn: 24 * HOUR }));
    await contains(".o-mail-Composer-input");
});

for (const clockIsSlowBy of [2 * HOUR, -2 * HOUR]) {
    test(`the server's clock counts, not the browser's (${clockIsSlowBy} s)`, async () => {
        await openConversation(() => open({ closesIn: 60, clockIsSlowBy }));
        await contains(".o-mail-Composer-input");
        await advanceTime(57 * 1000);
        await contains(BANNER, { count: 0 });
        await advanceTime(3000);
        await contains(BANNER);
    });
}

test("what was on its way for long does not put the clock back", async () => {
    const ana = await openConversation(() => open({ closesIn: 600 }));
    await contains(".o-mail-Composer-input");
    changeConversation(ana, { server_now: "2026-03-10 10:00:00", owner_id: false });
    await contains(".o-whatsapp-Owner", { text: "New" });
    await advanceTime(600 * 1000);
    await contains(BANNER);
});

test("after sleep the page knows the time at once, and asks the server", async () => {
    onRpc("whatsapp.twilio.conversation", "get_discuss_data", () => {
        expect.step("asked");
    });
    await openConversation(() => open({ closesIn: HOUR }));
    await contains(".o-mail-Composer-input");
    mockDate("2026-03-10T14:00:00"); // no timer went on meanwhile
    window.dispatchEvent(new Event("focus"));
    await contains(BANNER);
    await advanceTime(500);
    await expect.waitForSteps(["asked"]);
});

test("a page that sees nothing change asks for nothing", async () => {
    onRpc("whatsapp.twilio.conversation", "get_discuss_data", () => {
        expect.step("asked");
    });
    await openConversation(() => open({ closesIn: HOUR }));
    for (let minute = 0; minute < 5; minute++) {
        await advanceTime(60 * 1000);
        window.dispatchEvent(new Event("focus"));
    }
    await animationFrame();
    expect.verifySteps([]);
});
