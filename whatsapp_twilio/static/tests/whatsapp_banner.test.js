import {
    click,
    contains,
    focus,
    insertText,
    openDiscuss,
    patchUiSize,
    setupChatHub,
    SIZES,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    changeConversation,
    closed,
    createConversation,
    defineWhatsAppTwilioModels,
    EXPIRED_BANNER,
    open,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { queryOne } from "@odoo/hoot-dom";
import { Deferred, mockDate } from "@odoo/hoot-mock";
import {
    getService,
    mockService,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const BANNER = ".o-whatsapp-Banner";
const BUTTON = { label: "Activate brand", method: "action_activate_brand" };
const inactive = (user_ids) =>
    closed({
        state: "brand_inactive",
        icon: "fa-pause-circle-o",
        title: "Session ended",
        sentence: "The brand Northwind Outdoor is inactive.",
        button: { ...BUTTON, user_ids },
        ask: "Ask Aya Tanaka",
    });

test("in Discuss a closed conversation has a banner and no composer", async () => {
    const { channelId } = await createConversation(closed());
    await start();
    await openDiscuss(channelId);
    await contains(`.o-mail-DiscussContent ${BANNER} [role='status']`, {
        text: "Session expired",
    });
    await contains(".o-mail-Composer", { count: 0 });
});

test("so has its chat window", async () => {
    const { channelId } = await createConversation(closed());
    setupChatHub({ opened: [channelId] });
    await start();
    await contains(`.o-mail-ChatWindow ${BANNER}`);
    await contains(".o-mail-Composer", { count: 0 });
});

test("and a phone", async () => {
    patchUiSize({ size: SIZES.SM });
    const { channelId } = await createConversation(closed());
    setupChatHub({ opened: [channelId] });
    await start();
    await contains(`.o-mail-ChatWindow.o-mobile ${BANNER}`);
    await contains(".o-mail-Composer", { count: 0 });
});

test("an open one has the composer, and other channels never a banner", async () => {
    const { channelId, pyEnv } = await createConversation();
    await createConversation({ name: "Bob", ...closed() });
    const generalId = pyEnv["discuss.channel"].create({ name: "General" });
    await start();
    for (const id of [channelId, generalId]) {
        await openDiscuss(id);
        await contains(".o-mail-Composer-input");
        await contains(BANNER, { count: 0 });
    }
    await click(".o-mail-DiscussSidebarChannel", { text: "Bob" });
    await contains(BANNER);
});

test("when the customer wrote is told in the user's words and time zone", async () => {
    mockDate("2026-03-10T12:00:00");
    const { channelId } = await createConversation({
        ...closed(),
        last_inbound_at: "2026-03-09 09:05:00",
        server_now: "2026-03-10 11:00:00",
    });
    await start();
    await openDiscuss(channelId);
    const time = luxon.DateTime.fromISO("2026-03-09T09:05:00Z").toFormat("h:mm");
    await contains(BANNER);
    expect(queryOne(BANNER).textContent).toInclude(`last wrote yesterday at ${time}`);
});

test("who may help has the button; it does its work once", async () => {
    const { channelId, conversationId } = await createConversation(
        inactive([serverState.userId])
    );
    const answer = new Deferred();
    onRpc("whatsapp.twilio.conversation", "action_activate_brand", ({ args }) => {
        expect.step(args);
        return answer;
    });
    await start();
    await openDiscuss(channelId);
    mockService("action", { doAction: (action) => expect.step(action.res_model) });
    await contains("button", { text: "Activate brand" });
    await contains(".o-whatsapp-Banner-ask", { count: 0 });
    const button = queryOne(".o-whatsapp-Banner-button");
    button.click();
    button.click();
    await contains(".o-whatsapp-Banner-button:disabled");
    answer.resolve({ type: "ir.actions.act_window", res_model: "some.form" });
    await contains(".o-whatsapp-Banner-button:enabled");
    expect.verifySteps([[[conversationId]], "some.form"]);
});

test("the button has the focus again when its dialog is closed", async () => {
    const { channelId } = await createConversation(inactive([serverState.userId]));
    onRpc("whatsapp.twilio.conversation", "action_activate_brand", () => ({
        type: "ir.actions.act_window",
    }));
    await start();
    await openDiscuss(channelId);
    mockService("action", {
        doAction(_action, { onClose }) {
            document.activeElement.blur();
            onClose();
            expect.step("closed");
        },
    });
    await click(".o-whatsapp-Banner-button");
    await expect.waitForSteps(["closed"]);
    expect(".o-whatsapp-Banner-button").toBeFocused();
});

test("who may not reads whom to ask", async () => {
    const { channelId } = await createConversation(inactive([serverState.userId + 1]));
    await start();
    await openDiscuss(channelId);
    await contains(".o-whatsapp-Banner-ask", { text: "Ask Aya Tanaka" });
    await contains(".o-whatsapp-Banner-button", { count: 0 });
});

test("a button for everybody is for everybody", async () => {
    const { channelId } = await createConversation(inactive(false));
    await start();
    await openDiscuss(channelId);
    await contains(".o-whatsapp-Banner-button");
});

test("it comes and goes without reload", async () => {
    const ana = await createConversation(open({ closesIn: 3600 }));
    await start();
    await openDiscuss(ana.channelId);
    await contains(".o-mail-Composer-input");
    changeConversation(ana, inactive(false));
    await contains(BANNER, { text: "The brand Northwind Outdoor is inactive." });
    changeConversation(ana, closed(EXPIRED_BANNER));
    await contains(BANNER, { text: "Session expired" });
    changeConversation(ana, open({ closesIn: 24 * 3600 }));
    await contains(BANNER, { count: 0 });
    await contains(".o-mail-Composer-input");
});

test("the composer that comes back does not take the keys of who types elsewhere", async () => {
    const ana = await createConversation(closed());
    const bob = await createConversation({ name: "Bob" });
    await start();
    for (const { channelId: id } of [ana, bob]) {
        const { Thread } = getService("mail.store");
        const thread = await Thread.getOrFetch({ model: "discuss.channel", id });
        thread.openChatWindow({ focus: true });
    }
    await contains(".o-mail-ChatWindow", { count: 2 });
    await insertText(".o-mail-Composer-input", "Hello Bob");
    const typing = document.activeElement;
    changeConversation(ana, open({ closesIn: 3600 }));
    await contains(".o-mail-Composer-input", { count: 2 });
    expect(document.activeElement).toBe(typing);
    await contains("[inert] .o-mail-Composer", { count: 0 });
    await focus(".o-mail-Composer-input[placeholder*='Ana']");
    expect(".o-mail-Composer-input[placeholder*='Ana']").toBeFocused();
});
