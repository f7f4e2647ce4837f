import { KeptText } from "@whatsapp_twilio/core/common/kept_text";

import { Component, onMounted, onWillUnmount, useRef, useState } from "@odoo/owl";

import { user } from "@web/core/user";

/**
 * Stands where the composer was: why one may not write, and the way out.
 *
 * @typedef {Object} Props
 * @property {import("models").Thread} thread
 * @extends {Component<Props, Env>}
 */
export class WhatsAppBanner extends Component {
    static template = "whatsapp_twilio.Banner";
    static components = { KeptText };
    static props = ["thread"];

    setup() {
        super.setup();
        this.state = useState({ isBusy: false });
        this.root = useRef("root");
        const { composer } = this.props.thread;
        onMounted(() => {
            composer.isBehindWhatsAppBanner = true;
            this.takeLostFocus();
        });
        onWillUnmount(() => (composer.isBehindWhatsAppBanner = false));
    }

    /** Else Tab would begin at the top of the page, and Escape close no chat window. */
    takeLostFocus() {
        if (document.activeElement === document.body) {
            this.root.el.focus({ preventScroll: true });
        }
    }

    get conversation() {
        return this.props.thread.whatsapp_conversation_id;
    }

    get banner() {
        return this.conversation.banner;
    }

    get composer() {
        return this.props.thread.composer;
    }

    get typedText() {
        return this.composer.whatsAppTextOf("message").trim();
    }

    get mayPush() {
        const { button } = this.banner;
        return button?.user_ids
            ? button.user_ids.includes(user.userId)
            : button && this.conversation.mayWork;
    }

    /** Its dialog gives the focus back. */
    push({ currentTarget: button }) {
        const options = { onClose: () => button.focus() };
        return this.once(() =>
            this.conversation.openAction(this.banner.button.method, options)
        );
    }

    keepText() {
        return this.once(async () => {
            await this.conversation.callAction("action_keep_text", this.typedText);
            this.composer.setWhatsAppText("message", "");
        });
    }

    /** However often one clicks. */
    async once(job) {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            await job();
        } finally {
            this.state.isBusy = false;
        }
    }
}
