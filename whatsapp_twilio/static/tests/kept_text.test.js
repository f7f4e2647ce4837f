import { click, contains, openDiscuss, start } from "@mail/../tests/mail_test_helpers";
import {
    changeConversation,
    closed,
    createConversation,
    defineWhatsAppTwilioModels,
    EXPIRED_BANNER,
    open,
    typeAndClose,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { queryOne } from "@odoo/hoot-dom";
import { Deferred } from "@odoo/hoot-mock";
import { onRpc, serverState } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const KEPT = ".o-whatsapp-KeptText";
const KEEP = ".o-whatsapp-Banner-draft button";

const kept = (text, values = {}) => ({
    kept_text: { text, user_id: serverState.userId + 1, user_name: "Lena", ...values },
});

test("what was typed can be left to be sent when the customer answers, once", async () => {
    const ana = await createConversation(open({ closesIn: 3600 }));
    const answer = new Deferred();
    onRpc("whatsapp.twilio.conversation", "action_keep_text", ({ args }) => {
        expect.step(args);
        return answer;
    });
    await typeAndClose(ana, "The pole is on its way");
    await contains(".o-whatsapp-Banner-draft", { text: "Your text is kept." });
    const button = queryOne(KEEP);
    button.click();
    button.click();
    await contains(`${KEEP}:disabled`);
    answer.resolve(true);
    await contains(KEEP, { count: 0 });
    expect.verifySteps([[[ana.conversationId], "The pole is on its way"]]);
    changeConversation(ana, open({ closesIn: 24 * 3600 }));
    await contains(".o-mail-Composer-input");
    expect(".o-mail-Composer-input").toHaveValue("");
});

test("if the server cannot keep it, the composer has it still", async () => {
    const ana = await createConversation(open({ closesIn: 3600 }));
    onRpc("whatsapp.twilio.conversation", "action_keep_text", () => {
        throw new Error("no");
    });
    expect.errors(1);
    await typeAndClose(ana, "The pole is on its way");
    await click(KEEP);
    await contains(`${KEEP}:enabled`);
    await contains(".o_error_dialog, .o_notification", { count: 1 });
    expect.verifyErrors(["RPC_ERROR"]);
    changeConversation(ana, open({ closesIn: 24 * 3600 }));
    await contains(".o-mail-Composer-input");
    expect(".o-mail-Composer-input").toHaveValue("The pole is on its way");
});

test("where an answer would not open the window, a text does not wait for one", async () => {
    const ana = await createConversation(open({ closesIn: 3600 }));
    await typeAndClose(ana, "The pole is on its way");
    await contains(KEEP);
    changeConversation(ana, closed({ ...EXPIRED_BANNER, keeps_text: false }));
    await contains(KEEP, { count: 0 });
    await contains(".o-whatsapp-Banner-draft", { text: "Your text is kept." });
});

test("where nothing is typed there is nothing to keep", async () => {
    const { channelId } = await createConversation(closed());
    await start();
    await openDiscuss(channelId);
    await contains(".o-whatsapp-Banner");
    await contains(".o-whatsapp-Banner-draft", { count: 0 });
});

test("what waits is seen by colleagues, with who left it", async () => {
    const ana = await createConversation({ ...closed(), ...kept("We can refund you") });
    await start();
    await openDiscuss(ana.channelId);
    await contains(KEPT, { text: "Waits for Ana Souza's answer" });
    await contains(KEPT, { text: "left by Lena" });
    await contains(`${KEPT}-text`, { text: "We can refund you" });
    await contains(`${KEPT}-more`, { count: 0 });
    changeConversation(ana, kept("We can refund you", { user_id: serverState.userId }));
    await contains(KEPT, { text: "left by you" });
});

test("a long one is cut, and shown in full on demand", async () => {
    const lines = Array.from({ length: 12 }, (_, line) => `line ${line}`).join("\n");
    const { channelId } = await createConversation({ ...closed(), ...kept(lines) });
    await start();
    await openDiscuss(channelId);
    await contains(`${KEPT}-more[aria-expanded='false']`, { text: "Show all" });
    const height = queryOne(`${KEPT}-text`).clientHeight;
    await click(`${KEPT}-more`);
    await contains(`${KEPT}-more[aria-expanded='true']`, { text: "Show less" });
    expect(queryOne(`${KEPT}-text`).clientHeight).toBeGreaterThan(2 * height);
});

test("undone, it is back in the composer, once, before what was typed since", async () => {
    const ana = await createConversation({ ...closed(), ...kept("We can refund you") });
    const answer = new Deferred();
    onRpc("whatsapp.twilio.conversation", "action_take_back_text", ({ args }) => {
        expect.step(args);
        return answer;
    });
    await start();
    await openDiscuss(ana.channelId);
    await contains(`${KEPT}-undo`);
    const undo = queryOne(`${KEPT}-undo`);
    undo.click();
    undo.click();
    answer.resolve("We can refund you");
    await contains(`${KEPT}-undo:enabled`);
    expect.verifySteps([[[ana.conversationId]]]);
    changeConversation(ana, { kept_text: false });
    await contains(KEPT, { count: 0 });
    await contains(".o-whatsapp-Banner-draft");
    changeConversation(ana, open({ closesIn: 24 * 3600 }));
    await contains(".o-mail-Composer-input");
    expect(".o-mail-Composer-input").toHaveValue("We can refund you");
});

test("it is seen above the composer, too, when a session opens without an answer", async () => {
    const { channelId } = await createConversation(kept("We can refund you"));
    await start();
    await openDiscuss(channelId);
    await contains(`.o-mail-Composer ${KEPT}`, { text: "We can refund you" });
});
