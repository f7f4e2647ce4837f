import { contains, openDiscuss, start } from "@mail/../tests/mail_test_helpers";
import {
    closed,
    createConversation,
    defineWhatsAppTwilioModels,
    open,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, test } from "@odoo/hoot";
import { getService } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

test("the brand's dot shows only to who serves several brands", async () => {
    await createConversation();
    await start();
    await openDiscuss("mail.box_starred");
    await contains(".o-mail-DiscussSidebarChannel", { text: "Ana Souza" });
    await contains(".o-whatsapp-BrandDot", { count: 0 });
    getService("mail.store").insert({ Store: { whatsapp_brand_count: 2 } });
    await contains(
        ".o-mail-DiscussSidebarChannel .o-whatsapp-BrandDot.o-color-3[aria-label='Northwind Outdoor']"
    );
});

test("a clock marks what closes soon, a grey name what has expired", async () => {
    const HOUR = 3600;
    await createConversation({ name: "Ana", ...open({ closesIn: 3 * HOUR }) });
    await createConversation({ name: "Bob", ...open({ closesIn: HOUR }) });
    await createConversation({ name: "Eve", ...closed() });
    await createConversation({
        name: "Joe",
        ...closed({ state: "opted_out", title: "Customer opted out", sentence: "" }),
    });
    await start();
    await openDiscuss("mail.box_starred");
    await contains(".o-mail-DiscussSidebarChannel", { text: "Ana" });
    await contains(".o-whatsapp-closingSoon");
    await contains(
        ".o-mail-DiscussSidebarChannel:contains(Bob) [aria-label^='Closes in 1 h 0 min']"
    );
    await contains(".o-mail-DiscussSidebarChannel-itemName.text-muted");
    await contains(".o-mail-DiscussSidebarChannel-itemName.text-muted", {
        text: "Eve",
    });
});
