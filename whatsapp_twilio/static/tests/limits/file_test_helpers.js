import {
    contains,
    inputFiles,
    openDiscuss,
    start,
} from "@mail/../tests/mail_test_helpers";
import {
    createConversation,
    LIMITS,
} from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

export const INPUT = ".o-mail-Composer-input";
export const ATTACHED =
    ".o-mail-Composer .o-mail-AttachmentContainer:not(.o-isUploading)";
export const REFUSED = ".o-whatsapp-RefusedFile";
const PICKER = ".o-mail-Composer input[type='file']";

/** The most bytes of an image. */
export const MAX = LIMITS.files[0].max_bytes;

/** The first bytes of files. */
export const JPG = [0xff, 0xd8, 0xff];
export const BMP = [0x42, 0x4d];
export const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];
export const ZIP = [0x50, 0x4b, 3, 4];
export const WEBP = [0x52, 0x49, 0x46, 0x46, 1, 2, 3, 4, 0x57, 0x45, 0x42, 0x50];

export function file(name, bytes, { size = 50, type = "" } = {}) {
    const content = new Uint8Array(size);
    content.set(bytes);
    return new File([content], name, { type });
}

/** Discuss, where a conversation waits for files. */
export async function openConversation() {
    const conversation = await createConversation();
    await start();
    await openDiscuss(conversation.channelId);
    await contains(PICKER, { visible: false });
    return conversation;
}

/** Choose files with the paper clip. */
export const pick = (files) => inputFiles(PICKER, files, { visible: false });
