import { click, contains, pasteFiles } from "@mail/../tests/mail_test_helpers";
import {
    ATTACHED,
    BMP,
    file,
    INPUT,
    JPG,
    MAX,
    openConversation,
    pick,
    REFUSED,
    ZIP,
} from "@whatsapp_twilio/../tests/limits/file_test_helpers";
import { defineWhatsAppTwilioModels } from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

function stepUploads() {
    onRpc("/mail/attachment/upload", async (request) => {
        const data = (await request.clone().formData?.()) ?? request.body;
        expect.step([data.get("ufile").name, data.get("whatsapp_as_jpeg")]);
    });
}

test("an image of another type is sent as a JPG on request", async () => {
    stepUploads();
    await openConversation();
    await pick([file("scan.bmp", BMP)]);
    await click(`${REFUSED} button`, { text: "Send as JPG" });
    await contains(ATTACHED);
    await contains(REFUSED, { count: 0 });
    await expect.waitForSteps([["scan.bmp", "1"]]);
});

test("several at once, in order", async () => {
    stepUploads();
    await openConversation();
    await pasteFiles(INPUT, [
        file("1.bmp", BMP),
        file("2.zip", ZIP),
        file("3.jpg", JPG, { size: MAX + 1 }),
    ]);
    await contains(REFUSED, { count: 3 });
    await click("button", { text: "Convert 2 images" });
    await contains(ATTACHED, { count: 2 });
    await contains(REFUSED, { text: "2.zip" });
    await expect.waitForSteps([
        ["1.bmp", "1"],
        ["3.jpg", "1"],
    ]);
});

test("what can't be converted is not lost", async () => {
    onRpc("/mail/attachment/upload", () => ({ error: "broken" }));
    await openConversation();
    await pick([file("scan.bmp", BMP)]);
    await click(`${REFUSED} button`, { text: "Send as JPG" });
    await contains(".o_notification", { text: "An error occured while uploading." });
    await contains(REFUSED, { text: "scan.bmp" });
    await contains(ATTACHED, { count: 0 });
});
