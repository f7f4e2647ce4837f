import { Message } from "@mail/core/common/message_model";
import { fields } from "@mail/core/common/record";
import { decorateEmojis } from "@mail/utils/common/format";
import "@whatsapp_twilio/core/common/message_model_patch";
import { MEDIA_KINDS } from "@whatsapp_twilio/core/content/media_kinds";

import { createElementWithContent } from "@web/core/utils/html";
import { patch } from "@web/core/utils/patch";

patch(Message.prototype, {
    setup() {
        super.setup(...arguments);
        /**
         * What a customer's message holds beside its text; false for ours.
         *
         * @type {{kind: string, contacts: {row_id: number, index: number, name: string}[],
         *  media: {id: number, kind: string, name: string, cause: string|false,
         *  state: "waiting"|"done"|"failed", can_retry: boolean,
         *  attachment_id: number|false}[]}|false|undefined}
         */
        this.whatsapp_content = undefined;
        const { compute: computeInlineBody } = this.inlineBody;
        this.inlineBody = fields.Html("", {
            compute() {
                return this.isWhatsAppMessage && !this.isBodyEmpty
                    ? decorateEmojis(lineOf(this.body))
                    : computeInlineBody.call(this);
            },
        });
        const { compute } = this.previewText;
        this.previewText = fields.Html("", {
            compute() {
                return this.hasOnlyWhatsAppMediaToCome
                    ? mediaKind(this.whatsAppMediaToCome[0]).name
                    : compute.call(this);
            },
        });
    },
    /** Files of the customer that are not here: not yet, or not at all. */
    get whatsAppMediaToCome() {
        const { media } = this.whatsapp_content || {};
        return (media ?? []).filter(({ state }) => state !== "done");
    },
    get hasOnlyWhatsAppMediaToCome() {
        return (
            this.isBodyEmpty &&
            this.attachment_ids.length === 0 &&
            this.whatsAppMediaToCome.length > 0
        );
    },
    computeIsEmpty() {
        return super.computeIsEmpty() && this.whatsAppMediaToCome.length === 0;
    },
    get hasOnlyAttachments() {
        return super.hasOnlyAttachments || this.hasOnlyWhatsAppMediaToCome;
    },
    get previewIcon() {
        if (this.hasOnlyWhatsAppMediaToCome) {
            return mediaKind(this.whatsAppMediaToCome[0]).icon;
        }
        return this.attachment_ids[0]?.voice ? "fa-microphone" : super.previewIcon;
    },
    get whatsAppContacts() {
        const { contacts } = this.whatsapp_content || {};
        return (this.thread?.whatsapp_conversation_id?.mayWork && contacts) || [];
    },
    /** Opens the contact, or a new one that is filled in from the card. */
    async addWhatsAppContact({ row_id, index }) {
        const { action, orm } = this.store.env.services;
        const opening = await orm.call(
            "whatsapp.twilio.message",
            "action_add_contact",
            [[row_id], index]
        );
        await action.doAction(opening);
    },
});

/** A body in one line; cards, lists and quotes have no space between their lines. */
function lineOf(body) {
    const root = createElementWithContent("div", body);
    for (const block of root.querySelectorAll("br, div, li, blockquote, pre")) {
        block.before(" ");
        block.after(" ");
    }
    return root.textContent.trim().replace(/\s+/g, " ");
}

/** @param {{kind: string}} medium */
export function mediaKind({ kind }) {
    return MEDIA_KINDS[kind] ?? MEDIA_KINDS.document;
}
