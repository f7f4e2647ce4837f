import { onWillUnmount } from "@odoo/owl";

import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import {
    ProgressBarField,
    progressBarField,
} from "@web/views/fields/progress_bar/progress_bar_field";

// Milliseconds between two looks at a batch that is at work.
const LOOK_EVERY = 2000;

/** The progress of a batch, which moves while one looks at it. */
export class BatchProgressField extends ProgressBarField {
    setup() {
        super.setup();
        this.timer = setInterval(() => this.look(), LOOK_EVERY);
        onWillUnmount(() => clearInterval(this.timer));
    }

    /** What the server refuses once is told once; a lost connection comes back. */
    async look() {
        const { state, on_its_way_count } = this.props.record.data;
        if (state !== "running" && !on_its_way_count) {
            return;
        }
        try {
            await this.props.record.load();
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                clearInterval(this.timer);
            }
            throw error;
        }
    }
}

registry.category("fields").add("whatsapp_batch_progress", {
    ...progressBarField,
    component: BatchProgressField,
});
