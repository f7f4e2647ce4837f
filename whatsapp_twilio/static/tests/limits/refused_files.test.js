import {
    click,
    contains,
    dragenterFiles,
    dropFiles,
    inputFiles,
    insertText,
    mockGetMedia,
    openDiscuss,
    pasteFiles,
    patchVoiceMessageAudio,
    start,
} from "@mail/../tests/mail_test_helpers";
import { Mp3Encoder } from "@mail/discuss/voice_message/common/mp3_encoder";
import { VoicePlayer } from "@mail/discuss/voice_message/common/voice_player";
import { patchable } from "@mail/discuss/voice_message/common/voice_recorder";
import { loadLamejs } from "@mail/discuss/voice_message/common/voice_message_service";
import {
    createConversation,
    defineWhatsAppTwilioModels,
    LIMITS,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { press, queryAllAttributes, queryText } from "@odoo/hoot-dom";
import { Deferred } from "@odoo/hoot-mock";
import {
    makeServerError,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

const INPUT = ".o-mail-Composer-input";
const PICKER = ".o-mail-Composer input[type='file']";
const ATTACHED = ".o-mail-Composer .o-mail-AttachmentContainer:not(.o-isUploading)";
const REFUSED = ".o-whatsapp-RefusedFile";
const MAX = LIMITS.files[0].max_bytes;

const JPG = [0xff, 0xd8, 0xff];
const BMP = [0x42, 0x4d];
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];
const ZIP = [0x50, 0x4b, 3, 4];
const WEBP = [0x52, 0x49, 0x46, 0x46, 1, 2, 3, 4, 0x57, 0x45, 0x42, 0x50];

function file(name, bytes, { size = 50, type = "" } = {}) {
    const content = new Uint8Array(size);
    content.set(bytes);
    return new File([content], name, { type });
}

async function open() {
    const { channelId, pyEnv } = await createConversation();
    await start();
    await openDiscuss(channelId);
    await contains(PICKER, { visible: false });
    return { channelId, pyEnv };
}

const pick = (files) => inputFiles(PICKER, files, { visible: false });

for (const [name, bytes, options] of [
    ["tent.jpg", JPG],
    ["tent.png", JPG],
    ["just fits.jpg", JPG, { size: MAX }],
    ["sticker.webp", WEBP],
    ["Offer.PDF", PDF],
    ["offer.xlsx", ZIP],
]) {
    test(`${name} is attached`, async () => {
        await open();
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
        await open();
        await pick([file(name, bytes, options)]);
        await contains(REFUSED);
        for (const word of [name, rule, remedy]) {
            expect(queryText(REFUSED)).toInclude(word);
        }
        await contains(ATTACHED, { count: 0 });
    });
}

test("Enter while a file is looked at sends nothing without the file", async () => {
    onRpc("/mail/message/post", () => expect.step("sent"));
    const isRead = new Deferred();
    patchWithCleanup(Blob.prototype, {
        async arrayBuffer() {
            await isRead;
            return super.arrayBuffer();
        },
    });
    await open();
    await insertText(INPUT, "Here it is");
    await pick([file("scan.bmp", BMP)]);
    await press("Enter");
    isRead.resolve();
    await contains(REFUSED);
    expect(`${INPUT}:value("Here it is")`).toHaveCount(1);
    expect.verifySteps([]);
});

test("whichever way it comes in: paste, drop", async () => {
    await open();
    await pasteFiles(INPUT, [file("pasted.bmp", BMP)]);
    await contains(REFUSED, { text: "pasted.bmp" });
    await dragenterFiles(".o-mail-DiscussContent", [file("dropped.bmp", BMP)]);
    await dropFiles(".o-Dropzone", [file("dropped.bmp", BMP)]);
    await contains(REFUSED, { text: "dropped.bmp" });
    await contains(ATTACHED, { count: 0 });
});

for (const [name, bytes, found] of [
    ["voice.mp3", [0xff, 0xfb], ATTACHED],
    ["voice.wav", [1], REFUSED],
]) {
    test(`what one speaks is checked like any file: ${name}`, async () => {
        patchWithCleanup(Mp3Encoder.prototype, {
            encode() {},
            finish: () => [new Int8Array(1)],
        });
        patchWithCleanup(patchable, { makeFile: () => file(name, bytes) });
        patchWithCleanup(VoicePlayer.prototype, { makeAudio() {} });
        mockGetMedia();
        patchVoiceMessageAudio();
        await open();
        await loadLamejs();
        await click(".o-mail-Composer button[title='More Actions']");
        await click(".dropdown-item:contains('Voice Message')");
        await contains(".o-mail-VoiceRecorder");
        await click(".o-mail-Composer button[title='Stop Recording']");
        await contains(found);
    });
}

test("the good ones are attached in order, and nothing typed is lost", async () => {
    await open();
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
    const { channelId } = await open();
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

function stepUploads() {
    onRpc("/mail/attachment/upload", async (request) => {
        const data = (await request.clone().formData?.()) ?? request.body;
        expect.step([data.get("ufile").name, data.get("whatsapp_as_jpeg")]);
    });
}

test("an image of another type is sent as a JPG on request", async () => {
    stepUploads();
    await open();
    await pick([file("scan.bmp", BMP)]);
    await click(`${REFUSED} button`, { text: "Send as JPG" });
    await contains(ATTACHED);
    await contains(REFUSED, { count: 0 });
    await expect.waitForSteps([["scan.bmp", "1"]]);
});

test("several at once, in order", async () => {
    stepUploads();
    await open();
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
    await open();
    await pick([file("scan.bmp", BMP)]);
    await click(`${REFUSED} button`, { text: "Send as JPG" });
    await contains(".o_notification", { text: "An error occured while uploading." });
    await contains(REFUSED, { text: "scan.bmp" });
    await contains(ATTACHED, { count: 0 });
});

test("a note may have any file", async () => {
    await open();
    await click(".o-mail-Composer button[name='whatsapp-note']");
    await contains(".o-whatsapp-noteMode");
    await pasteFiles(INPUT, [file("letters.zip", ZIP)]);
    await contains(ATTACHED);
    await contains(REFUSED, { count: 0 });
});

test("what the server refuses comes back with its files", async () => {
    onRpc("/mail/message/post", () => {
        throw makeServerError({ type: "UserError", message: "a.pdf is locked." });
    });
    await open();
    await insertText(INPUT, "Our offer");
    await pick([file("a.pdf", PDF)]);
    await contains(ATTACHED);
    await press("Enter");
    await contains(".o_notification", { text: "a.pdf is locked." });
    await contains(ATTACHED, { count: 1 });
    await contains(".o-mail-Message", { count: 0 });
    expect(INPUT).toHaveValue("Our offer");
});
