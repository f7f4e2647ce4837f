import {
    click,
    contains,
    dragenterFiles,
    dropFiles,
    insertText,
    onRpcBefore,
    openDiscuss,
    pasteFiles,
} from "@mail/../tests/mail_test_helpers";
import {
    ATTACHED,
    BMP,
    file,
    INPUT,
    JPG,
    openConversation,
    PDF,
    pick,
    REFUSED,
    ZIP,
} from "@whatsapp_twilio/../tests/limits/file_test_helpers";
import {
    createConversation,
    defineWhatsAppTwilioModels,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { press, queryAllAttributes } from "@odoo/hoot-dom";
import { Deferred } from "@odoo/hoot-mock";
import {
    makeServerError,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const LOCK = ".o-mail-Composer button[name='whatsapp-note']";

test("Enter while a file is looked at sends nothing without the file", async () => {
    onRpc("/mail/message/post", () => expect.step("sent"));
    const isRead = new Deferred();
    patchWithCleanup(Blob.prototype, {
        async arrayBuffer() {
            await isRead;
            return super.arrayBuffer();
        },
    });
    await openConversation();
    await insertText(INPUT, "Here it is");
    await pick([file("scan.bmp", BMP)]);
    await press("Enter");
    isRead.resolve();
    await contains(REFUSED);
    expect(`${INPUT}:value("Here it is")`).toHaveCount(1);
    expect.verifySteps([]);
});

test("whichever way it comes in: paste, drop", async () => {
    await openConversation();
    await pasteFiles(INPUT, [file("pasted.bmp", BMP)]);
    await contains(REFUSED, { text: "pasted.bmp" });
    await dragenterFiles(".o-mail-DiscussContent", [file("dropped.bmp", BMP)]);
    await dropFiles(".o-Dropzone", [file("dropped.bmp", BMP)]);
    await contains(REFUSED, { text: "dropped.bmp" });
    await contains(ATTACHED, { count: 0 });
});

test("the good ones are attached in order, and nothing typed is lost", async () => {
    await openConversation();
    await insertText(INPUT, "Look");
    await pasteFiles(INPUT, [
        file("1.jpg", JPG),
        file("2.zip", ZIP),
        file("3.pdf", PDF),
        file("4.jpg", JPG),
    ]);
    await contains(ATTACHED, { count: 3 });
    expect(queryAllAttributes(ATTACHED, "title")).toEqual(["1.jpg", "3.pdf", "4.jpg"]);
    await contains(REFUSED, { text: "2.zip" });
    expect(INPUT).toHaveValue("Look");
});

test("it stands there until it is dismissed, in its own conversation only", async () => {
    const { channelId } = await openConversation();
    const other = await createConversation({ name: "Ben" });
    await pick([file("a.zip", ZIP), file("b.zip", ZIP)]);
    await contains(REFUSED, { count: 2 });
    await insertText(INPUT, "Hello");
    await press("Enter");
    await contains(".o-mail-Message", { text: "Hello" });
    await contains(REFUSED, { count: 2 });
    await openDiscuss(other.channelId);
    await contains(".o-mail-Composer-input[placeholder*='Ben']");
    await contains(REFUSED, { count: 0 });
    await openDiscuss(channelId);
    await click("button[aria-label='Dismiss a.zip']");
    await contains(REFUSED, { text: "b.zip" });
});

test("a note may have any file", async () => {
    await openConversation();
    await click(LOCK);
    await contains(".o-whatsapp-noteMode");
    await pasteFiles(INPUT, [file("letters.zip", ZIP)]);
    await contains(ATTACHED);
    await contains(REFUSED, { count: 0 });
});

test("a file that is uploaded for a note never slips into the text for the customer", async () => {
    const isUploaded = new Deferred();
    onRpcBefore("/mail/attachment/upload", async () => await isUploaded);
    await openConversation();
    await click(LOCK);
    await contains(".o-whatsapp-noteMode");
    await pasteFiles(INPUT, [file("margins.pdf", PDF), file("letters.zip", ZIP)]);
    await contains(".o-isUploading", { count: 2 });
    await click(LOCK);
    await contains(".o-whatsapp-noteMode", { count: 0 });
    isUploaded.resolve();
    await pasteFiles(INPUT, [file("offer.pdf", PDF)]);
    await contains(ATTACHED, { count: 1 });
    await contains(`${ATTACHED}[title='offer.pdf']`);
    await click(LOCK);
    await contains(ATTACHED, { count: 2 });
    expect(queryAllAttributes(ATTACHED, "title")).toEqual([
        "margins.pdf",
        "letters.zip",
    ]);
});

test("what the server refuses comes back with its files", async () => {
    onRpc("/mail/message/post", () => {
        throw makeServerError({ type: "UserError", message: "a.pdf is locked." });
    });
    await openConversation();
    await insertText(INPUT, "Our offer");
    await pick([file("a.pdf", PDF)]);
    await contains(ATTACHED);
    await press("Enter");
    await contains(".o_notification", { text: "a.pdf is locked." });
    await contains(ATTACHED, { count: 1 });
    await contains(".o-mail-Message", { count: 0 });
    expect(INPUT).toHaveValue("Our offer");
});
