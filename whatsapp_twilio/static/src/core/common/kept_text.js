import { Component, useEffect, useRef, useState } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";

/**
 * The text that is sent by itself when the customer answers.
 *
 * @typedef {Object} Props
 * @property {import("models").WhatsAppTwilioConversation} conversation
 * @extends {Component<Props, Env>}
 */
export class KeptText extends Component {
    static template = "whatsapp_twilio.KeptText";
    static props = ["conversation"];

    setup() {
        super.setup();
        this.state = useState({ isBusy: false, isOpen: false, isLong: false });
        this.text = useRef("text");
        useEffect(
            (element) => {
                this.state.isLong = element.scrollHeight > element.clientHeight + 1;
            },
            () => [this.text.el, this.kept.text]
        );
    }

    get kept() {
        return this.props.conversation.kept_text;
    }

    get title() {
        return _t("Waits for %(name)s's answer", {
            name: this.props.conversation.thread.displayName,
        });
    }

    get leftBy() {
        return this.kept.user_id === user.userId
            ? _t("left by you")
            : _t("left by %(name)s", { name: this.kept.user_name });
    }

    /** Back into the composer; nothing comes back if it has been sent meanwhile. */
    async takeBack() {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            const { composer } = this.props.conversation.thread;
            const text = await this.props.conversation.callAction(
                "action_take_back_text"
            );
            composer.returnWhatsAppText("message", text);
        } finally {
            this.state.isBusy = false;
        }
    }
}
