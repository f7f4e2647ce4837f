import { Message } from "@mail/core/common/message_model";
import { fields } from "@mail/core/common/record";
import { convertBrToLineBreak } from "@mail/utils/common/format";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

/**
 * One of several WhatsApp messages that a message of ours became.
 *
 * @typedef {{id: number, label: string, state: string,
 *  times: {state: string, at: string}[], cause: string|false, code: string|false,
 *  is_template: boolean, can_retry: boolean, attachment_id: number|false}} DeliveryPart
 */
patch(Message.prototype, {
    setup() {
        super.setup(...arguments);
        /**
         * What became of a message that we sent; false for the customer's.
         *
         * @type {{id: number, state: string, times: {state: string, at: string}[],
         *  cause: string|false, code: string|false, is_template: boolean,
         *  can_retry: boolean,
         *  retry_ids: number[], parts: DeliveryPart[]|false}|false|undefined}
         */
        this.whatsapp_delivery = fields.Attr(undefined, {
            onUpdate() {
                this.isRetryingWhatsApp = false;
            },
        });
        this.isRetryingWhatsApp = false;
    },
    get isWhatsAppMessage() {
        return this.message_type === "whatsapp_message";
    },
    get isWhatsAppOutbound() {
        return Boolean(this.whatsAppDeliveryState);
    },
    /** A message on its way to the server waits to be sent, too. */
    get whatsAppDeliveryState() {
        const isOnItsWay = this.isPending && !this.postFailRedo && !this.isNote;
        return isOnItsWay && this.thread?.isWhatsApp
            ? "queued"
            : this.whatsapp_delivery?.state;
    },
    /** Without a bubble, which would have them. */
    get hasWhatsAppTicksUnderFiles() {
        const isWithoutBubble = !this.hasTextContent || this.linkPreviewSquash;
        return this.isWhatsAppOutbound && isWithoutBubble && !this.parent_id;
    },
    get isWhatsAppNote() {
        return Boolean(this.isNote && this.thread?.isWhatsApp);
    },
    /** Our side has one colour, whoever of us wrote; a note has another. */
    get bubbleColor() {
        if (this.isWhatsAppNote) {
            return "orange";
        }
        const color = super.bubbleColor;
        return color === "blue" && this.isWhatsAppOutbound ? "green" : color;
    },
    /** What was not accepted is typed again, before what was typed since. */
    returnToWhatsAppComposer() {
        const { composer } = this.thread;
        composer.returnWhatsAppText(
            this.isWhatsAppNote ? "note" : "message",
            convertBrToLineBreak(this.body),
            this.attachment_ids
        );
        this.thread.messages.delete(this);
        this.delete();
    },
    canAddReaction() {
        return !this.isWhatsAppMessage && super.canAddReaction(...arguments);
    },
    /** Why it did not arrive: of several parts, which ones. */
    get whatsAppFailures() {
        const { parts, cause } = this.whatsapp_delivery || {};
        if (!parts) {
            return cause ? [cause] : [];
        }
        return parts
            .filter((part) => part.cause)
            .map((part) =>
                _t("%(part)s: %(cause)s", { part: part.label, cause: part.cause })
            );
    },
    /** The parts that may be sent again: free text only in an open session. */
    get whatsAppRetryIds() {
        const { id, is_template, can_retry, retry_ids } = this.whatsapp_delivery || {};
        const conversation = this.thread?.whatsapp_conversation_id;
        const may = conversation ? conversation.mayWork : this.store.whatsapp_works_for;
        if (!may || (!is_template && conversation?.banner)) {
            return [];
        }
        return retry_ids ?? (can_retry ? [id] : []);
    },
    /** Asks once, however often it is clicked, until the server tells the new state. */
    async retryWhatsApp() {
        if (this.isRetryingWhatsApp) {
            return;
        }
        this.isRetryingWhatsApp = true;
        try {
            await this.store.env.services.orm.call(
                "whatsapp.twilio.message",
                "action_retry",
                [this.whatsAppRetryIds]
            );
        } catch (error) {
            this.isRetryingWhatsApp = false;
            throw error;
        }
    },
});
