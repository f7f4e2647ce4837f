import { contains, openDiscuss, start } from "@mail/../tests/mail_test_helpers";
import {
    closed,
    createConversation,
    defineWhatsAppTwilioModels,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { waitUntil } from "@odoo/hoot-dom";
import { advanceTime } from "@odoo/hoot-mock";
import {
    getService,
    MockServer,
    onRpc,
    patchWithCleanup,
    serverState,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

function signal(name = "refresh") {
    const { env } = MockServer;
    const [partner] = env["res.partner"].read(serverState.partnerId);
    env["bus.bus"]._sendone(partner, `whatsapp_twilio/${name}`, {});
}

test("several signals are one question, for all conversations at once", async () => {
    const ana = await createConversation({ name: "Ana" });
    const bob = await createConversation({ name: "Bob" });
    onRpc("whatsapp.twilio.conversation", "get_discuss_data", ({ args }) => {
        expect.step(args);
    });
    await start();
    await openDiscuss(ana.channelId);
    await contains(".o-mail-Composer-input");
    ana.pyEnv["whatsapp.twilio.conversation"].write([ana.conversationId], closed());
    for (let count = 0; count < 3; count++) {
        signal();
    }
    await advanceTime(1000);
    await expect.waitForSteps([[[ana.conversationId, bob.conversationId]]]);
    await contains(".o-whatsapp-Banner");
});

test("an agent's page without conversations asks which brands the agent serves", async () => {
    onRpc("whatsapp.twilio.conversation", "get_discuss_data", ({ args }) => {
        expect.step(args);
        return { Store: { whatsapp_brand_count: 2 } };
    });
    await start();
    signal();
    await advanceTime(1000);
    await expect.waitForSteps([[[]]]);
    await waitUntil(() => getService("mail.store").whatsapp_brand_count === 2);
});

test("a page without conversations asks nothing where nobody is an agent", async () => {
    onRpc("whatsapp.twilio.conversation", "get_discuss_data", () => {
        expect.step("asked");
    });
    await start();
    await openDiscuss("mail.box_starred");
    getService("mail.store").whatsapp_works_for = undefined;
    getService("bus_service").subscribe("whatsapp_twilio/refresh", () =>
        expect.step("heard")
    );
    signal();
    await expect.waitForSteps(["heard"]);
    await advanceTime(1000);
    expect.verifySteps([]);
});

test("a page whose person may see less asks again what it may hear", async () => {
    const ana = await createConversation({ name: "Ana" });
    await start();
    await openDiscuss(ana.channelId);
    await contains(".o-mail-Composer-input");
    await advanceTime(1000); // a page asks when it opens, too
    patchWithCleanup(getService("bus_service"), {
        forceUpdateChannels: () => expect.step("asked"),
    });
    signal("resubscribe");
    await expect.waitForSteps(["asked"]);
});
