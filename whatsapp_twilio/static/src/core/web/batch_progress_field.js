import { onWillUnmount } from "@odoo/owl";

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
        const timer = setInterval(() => this.look(), LOOK_EVERY);
        onWillUnmount(() => clearInterval(timer));
    }

    async look() {
        const { state, on_its_way_count } = this.props.record.data;
        if (state === "running" || on_its_way_count) {
            await this.props.record.load();
        }
    }
}

registry.category("fields").add("whatsapp_batch_progress", {
    ...progressBarField,
    component: BatchProgressField,
});
