import { _t } from "@web/core/l10n/translation";

/**
 * How a file is called that is not here yet.
 *
 * @type {Object<string, {icon: string, name: string, waiting: string}>}
 */
export const MEDIA_KINDS = {
    audio: {
        icon: "fa-microphone",
        name: _t("Voice message"),
        waiting: _t("Voice message is on its way…"),
    },
    contacts: {
        icon: "fa-address-card-o",
        name: _t("Contact"),
        waiting: _t("Contact is on its way…"),
    },
    document: {
        icon: "fa-file-text-o",
        name: _t("Document"),
        waiting: _t("Document is on its way…"),
    },
    image: {
        icon: "fa-picture-o",
        name: _t("Photo"),
        waiting: _t("Photo is on its way…"),
    },
    sticker: {
        icon: "fa-sticky-note-o",
        name: _t("Sticker"),
        waiting: _t("Sticker is on its way…"),
    },
    video: {
        icon: "fa-video-camera",
        name: _t("Video"),
        waiting: _t("Video is on its way…"),
    },
};
