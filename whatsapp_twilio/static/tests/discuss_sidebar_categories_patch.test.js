import { contains, openDiscuss, start } from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    defineWhatsAppTwilioModels,
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
