import { useEffect } from "@odoo/owl";

import { registry } from "@web/core/registry";
import { useDebounced } from "@web/core/utils/timing";
import { charField, CharField } from "@web/views/fields/char/char_field";
import { textField, TextField } from "@web/views/fields/text/text_field";

/** How long a pause in typing is, in milliseconds. */
const PAUSE = 300;

/** Takes over what is typed at each pause, not only when the field is left. */
function useLiveInput(getInput) {
    const takeOver = useDebounced((input) => {
        if (input.isConnected) {
            input.dispatchEvent(new Event("change", { bubbles: true }));
        }
    }, PAUSE);
    useEffect(
        (input) => {
            const onInput = () => takeOver(input);
            input?.addEventListener("input", onInput);
            return () => input?.removeEventListener("input", onInput);
        },
        () => [getInput()]
    );
}

export class LiveCharField extends CharField {
    setup() {
        super.setup();
        useLiveInput(() => this.input.el);
    }
}

export class LiveTextField extends TextField {
    setup() {
        super.setup();
        useLiveInput(() => this.textareaRef.el);
    }
}

// They look like the fields that they are.
const fields = registry.category("fields");
fields.add("whatsapp_live_char", {
    ...charField,
    component: LiveCharField,
    additionalClasses: ["o_field_char"],
});
fields.add("whatsapp_live_text", {
    ...textField,
    component: LiveTextField,
    additionalClasses: ["o_field_text"],
});
