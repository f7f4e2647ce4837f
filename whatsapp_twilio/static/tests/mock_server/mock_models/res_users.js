import { mailModels } from "@mail/../tests/mail_test_helpers";

const NOT_MUCH = 1000;

/** What WhatsApp carries, in small: the rules are the server's, the tests' own here. */
export const LIMITS = {
    text_max: 1600,
    text_counts_from: 1400,
    head_bytes: 64,
    files: [
        {
            mimetype: "image/jpeg",
            kind: "image",
            label: "JPG",
            extensions: ["jpg", "jpeg"],
            max_bytes: NOT_MUCH,
            signatures: [[[0, "ffd8ff"]]],
        },
        {
            mimetype: "image/webp",
            kind: "sticker",
            label: "WEBP",
            extensions: ["webp"],
            max_bytes: NOT_MUCH,
            signatures: [
                [
                    [0, "52494646"],
                    [8, "57454250"],
                ],
            ],
        },
        {
            mimetype: "audio/mpeg",
            kind: "audio",
            label: "MP3",
            extensions: ["mp3"],
            max_bytes: NOT_MUCH,
            signatures: [[[0, "494433"]], [[0, "fffb"]]],
        },
        {
            mimetype: "application/pdf",
            kind: "document",
            label: "PDF",
            extensions: ["pdf"],
            max_bytes: NOT_MUCH,
            signatures: [[[0, "255044462d"]]],
        },
        ...["docx", "xlsx"].map((extension) => ({
            mimetype: `application/${extension}`,
            kind: "document",
            label: extension.toUpperCase(),
            extensions: [extension],
            is_told_by_name: true,
            max_bytes: NOT_MUCH,
            signatures: [[[0, "504b0304"]]],
        })),
    ],
    convertible: [
        {
            mimetype: "image/bmp",
            kind: "image",
            label: "BMP",
            extensions: ["bmp"],
            signatures: [[[0, "424d"]]],
        },
    ],
    rules: {
        image: "WhatsApp takes images as JPG or PNG up to 5 MB.",
        sticker: "WhatsApp takes stickers as WEBP up to 5 MB.",
        audio: "WhatsApp takes audio as MP3 up to 16 MB.",
        video: "WhatsApp takes videos as MP4 up to 16 MB.",
        document: "WhatsApp takes documents as PDF or DOCX up to 16 MB.",
    },
};

export class ResUsers extends mailModels.ResUsers {
    _init_store_data(store) {
        super._init_store_data(...arguments);
        store.add({ whatsapp_limits: LIMITS, whatsapp_works_for: true });
    }
}
