import { contains, openDiscuss, start } from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    defineWhatsAppTwilioModels,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, test } from "@odoo/hoot";
import { getService } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

test("the header tells the number and the owner, and the brand if there are several", async () => {
    const { channelId } = await createConversation();
    await start();
    await openDiscuss(channelId);
    await contains(".o-whatsapp-HeaderDetails-address", { text: "+55 11 91234-5678" });
    await contains(
        ".o-mail-DiscussContent-header .o-whatsapp-Owner img[alt='Taken by Mitchell Admin']"
    );
    await contains(".o-whatsapp-BrandChip", { count: 0 });
    getService("mail.store").insert({ Store: { whatsapp_brand_count: 2 } });
    await contains(".o-whatsapp-BrandChip", { text: "Northwind Outdoor" });
});

test("where the brand was deleted, none is shown", async () => {
    const { channelId } = await createConversation({
        brand_id: false,
        brand_name: false,
    });
    await start();
    getService("mail.store").insert({ Store: { whatsapp_brand_count: 2 } });
    await openDiscuss(channelId);
    await contains(".o-whatsapp-HeaderDetails-address");
    await contains(".o-whatsapp-BrandChip", { count: 0 });
    await contains(".o-whatsapp-BrandDot", { count: 0 });
});

test("a customer known only by number is not named twice", async () => {
    const { channelId } = await createConversation({ name: "+55 11 91234-5678" });
    await start();
    await openDiscuss(channelId);
    await contains(".o-whatsapp-Owner");
    await contains(".o-whatsapp-HeaderDetails-address", { count: 0 });
});

test("the state is said in words", async () => {
    for (const [state, text] of [
        ["pending", "Waiting for the customer"],
        ["solved", "Solved"],
    ]) {
        const { channelId } = await createConversation({ name: state, state });
        await (state === "pending" ? start() : undefined);
        await openDiscuss(channelId);
        await contains(".o-whatsapp-Owner-state", { text });
    }
});
