import {
    contains,
    openDiscuss,
    setupChatHub,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    closed,
    createConversation,
    defineWhatsAppTwilioModels,
    open,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { hover, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { advanceTime, animationFrame, mockDate, runAllTimers } from "@odoo/hoot-mock";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const PILL = ".o-whatsapp-WindowPill";
const [MINUTE, HOUR] = [60, 3600];

async function openConversation(values) {
    mockDate("2026-03-10T12:00:00");
    const { channelId } = await createConversation(values());
    await start();
    await openDiscuss(channelId);
}

for (const [closesIn, text, alarm] of [
    [24 * HOUR, "24 h 0 min", ""],
    [3 * HOUR + 12 * MINUTE, "3 h 12 min", ""],
    [2 * HOUR + 2 * MINUTE, "2 h 2 min", ""],
    [2 * HOUR, "2 h 0 min", "amber"],
    [16 * MINUTE, "16 min", "amber"],
    [15 * MINUTE, "15 min", "red"],
    [2 * MINUTE, "2 min", "red"],
]) {
    test(`${text} are told${alarm && `, in ${alarm}`}`, async () => {
        await openConversation(() => open({ closesIn }));
        await contains(`.o-mail-DiscussContent-header ${PILL}[data-alarm='${alarm}']`, {
            text,
        });
        await contains(".o-whatsapp-Composer-closing", { count: alarm ? 1 : 0 });
    });
}

test("it counts by the minute, changes colour in time, and at last by the second", async () => {
    await openConversation(() => open({ closesIn: 2 * HOUR + 3 * MINUTE }));
    await contains(PILL, { text: "2 h 3 min" });
    await advanceTime(MINUTE * 1000);
    await contains(PILL, { text: "2 h 2 min" });
    await advanceTime(2 * MINUTE * 1000);
    await contains(`${PILL}[data-alarm='amber']`, { text: "2 h 0 min" });
    await advanceTime((2 * HOUR - 15 * MINUTE) * 1000);
    await contains(`${PILL}[data-alarm='red']`, { text: "15 min" });
    await contains(".o-whatsapp-Composer-closing", { text: "Closes in 15 min" });
    await advanceTime(14 * MINUTE * 1000);
    await animationFrame();
    expect(queryOne(PILL).innerText).toMatch(/^(60|59) s$/);
    const before = parseInt(queryOne(PILL).innerText);
    await advanceTime(10 * 1000);
    await contains(PILL, { text: `${before - 10} s` });
    await advanceTime(50 * 1000);
    await contains(`${PILL}[data-alarm='closed']`, { text: "Session expired" });
});

test("its tooltip tells when the customer wrote and when it closes", async () => {
    await openConversation(() => open({ closesIn: 3 * HOUR }));
    await contains(PILL);
    await hover(PILL);
    await runAllTimers();
    const [wrote, closes] = queryAllTexts(".o-tooltip li");
    expect(wrote).toMatch(/^The customer wrote last: yesterday at .*:00/);
    expect(closes).toMatch(/^The session closes: today at .*:00/);
    expect(queryOne(PILL).ariaLabel).toInclude(closes);
});

test("once closed it bears the banner's title", async () => {
    await openConversation(() => closed());
    await contains(`${PILL}[data-alarm='closed'] .fa-clock-o`);
    await contains(PILL, { text: "Session expired" });
});

test("a chat window has it, too", async () => {
    const { channelId } = await createConversation(open({ closesIn: 10 * MINUTE }));
    setupChatHub({ opened: [channelId] });
    await start();
    await contains(`.o-mail-ChatWindow-header ${PILL}`, { text: "10 min" });
    await contains(".o-mail-ChatWindow .o-whatsapp-Composer-closing");
});
