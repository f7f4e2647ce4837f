import { fields } from "@mail/core/common/record";
import { Thread } from "@mail/core/common/thread_model";

import { patch } from "@web/core/utils/patch";

patch(Thread.prototype, {
    setup() {
        super.setup(...arguments);
        this.whatsapp_conversation_id = fields.One("whatsapp.twilio.conversation", {
            inverse: "thread",
            onAdd() {
                this.composer.restoreWhatsAppDrafts();
            },
        });
    },
    get isWhatsApp() {
        return this.channel_type === "whatsapp";
    },
    /** @returns {import("models").ResPartner|undefined} */
    get whatsAppCustomer() {
        return this.whatsapp_conversation_id?.partner_id;
    },
    /** What stands where the composer was, unless a note is being written. */
    get whatsAppBanner() {
        const banner = this.whatsapp_conversation_id?.banner;
        return banner && !this.composer.isWhatsAppNote ? banner : undefined;
    },
    get showsWhatsAppBrand() {
        return (
            Boolean(this.whatsapp_conversation_id?.brand_id) &&
            this.store.whatsapp_brand_count > 1
        );
    },
    get allowedToUnpinChannelTypes() {
        return [...super.allowedToUnpinChannelTypes, "whatsapp"];
    },
    get avatarUrl() {
        return this.whatsAppCustomer?.avatarUrl ?? super.avatarUrl;
    },
    /** The customer, never the only colleague. */
    computeCorrespondent() {
        if (!this.isWhatsApp) {
            return super.computeCorrespondent();
        }
        return this.channel_member_ids.find((member) =>
            member.partner_id?.eq(this.whatsAppCustomer)
        );
    },
    get displayName() {
        return this.whatsAppCustomer?.name || super.displayName;
    },
    get hasMemberList() {
        return this.isWhatsApp || super.hasMemberList;
    },
    /** A public link would let anybody read along. */
    get invitationLink() {
        return this.isWhatsApp ? undefined : super.invitationLink;
    },
    get isChatChannel() {
        return this.isWhatsApp || super.isChatChannel;
    },
    /** The customer's name is the contact's name, the same for all agents. */
    get supportsCustomChannelName() {
        return !this.isWhatsApp && super.supportsCustomChannelName;
    },
});
