import { contains } from "@mail/../tests/mail_test_helpers";
import {
    ATTACHED,
    BMP,
    file,
    JPG,
    MAX,
    openConversation,
    PDF,
    pick,
    REFUSED,
    WEBP,
    ZIP,
} from "@whatsapp_twilio/../tests/limits/file_test_helpers";
import {
    defineWhatsAppTwilioModels,
    LIMITS,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { queryText } from "@odoo/hoot-dom";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

for (const [name, bytes, options] of [
    ["tent.jpg", JPG],
    ["tent.png", JPG],
    ["just fits.jpg", JPG, { size: MAX }],
    ["sticker.webp", WEBP],
    ["Offer.PDF", PDF],
    ["an offer without an extension", PDF],
    ["offer.xlsx", ZIP],
]) {
    test(`${name} is attached`, async () => {
        await openConversation();
        await pick([file(name, bytes, options)]);
        await contains(ATTACHED);
        await contains(REFUSED, { count: 0 });
    });
}

const { rules } = LIMITS;
for (const [name, bytes, rule, remedy, options] of [
    ["one too many.jpg", JPG, rules.image, "Send as JPG", { size: MAX + 1 }],
    ["scan.bmp", BMP, rules.image, "Send as JPG"],
    ["scan.jpg", BMP, rules.image, "Send as JPG"],
    ["sticker.webp", WEBP, rules.sticker, "Make it smaller", { size: MAX + 1 }],
    ["offer.pdf", PDF, rules.document, "Make it smaller", { size: MAX + 1 }],
    ["letters.zip", ZIP, rules.document, "Save it in one of these formats"],
    ["virus.pdf", [0x4d, 0x5a], rules.document, "Save it in one of these formats"],
    ["film.avi", [1], rules.video, "Save it in", { type: "video/avi" }],
    ["empty.jpg", [], rules.document, "Save it in one of", { size: 0 }],
]) {
    test(`${name} (${bytes.length} bytes known) is not: rule and remedy`, async () => {
        await openConversation();
        await pick([file(name, bytes, options)]);
        await contains(REFUSED);
        for (const word of [name, rule, remedy]) {
            expect(queryText(REFUSED)).toInclude(word);
        }
        await contains(ATTACHED, { count: 0 });
    });
}
