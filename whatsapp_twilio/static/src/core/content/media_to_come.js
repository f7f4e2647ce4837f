import { mediaKind } from "@whatsapp_twilio/core/content/message_model_patch";

import { Component, useState } from "@odoo/owl";

import { useService } from "@web/core/utils/hooks";

/**
 * In the place of a file that is not here: it is on its way, or why it can't be had.
 *
 * @typedef {Object} Props
 * @property {Object} medium one of `whatsapp_content.media`
 * @property {boolean} [mayRetry]
 * @extends {Component<Props, Env>}
 */
export class MediaToCome extends Component {
    static template = "whatsapp_twilio.MediaToCome";
    static props = ["medium", "mayRetry?"];

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.state = useState({ isBusy: false });
    }

    get kind() {
        return mediaKind(this.props.medium);
    }

    get isWaiting() {
        return this.props.medium.state === "waiting";
    }

    async retry() {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            await this.orm.call("whatsapp.twilio.media", "action_retry", [
                [this.props.medium.id],
            ]);
        } finally {
            this.state.isBusy = false;
        }
    }
}
