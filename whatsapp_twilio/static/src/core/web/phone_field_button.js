import { Component, onWillStart } from "@odoo/owl";

import { patch } from "@web/core/utils/patch";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { PhoneField } from "@web/views/fields/phone/phone_field";

const AGENT = "whatsapp_twilio.group_whatsapp_agent";
const COMPOSER = "whatsapp_twilio.whatsapp_twilio_template_send_action";

/** Beside a number: send its record a template, for those who answer on WhatsApp. */
export class WhatsAppPhoneButton extends Component {
    static template = "whatsapp_twilio.PhoneButton";
    static props = { record: Object };

    setup() {
        this.action = useService("action");
        onWillStart(async () => {
            this.isAgent = await user.hasGroup(AGENT);
        });
    }

    async onClick() {
        const { record } = this.props;
        if (await record.save()) {
            const { resModel, resId } = record;
            await this.action.doAction(COMPOSER, {
                additionalContext: { active_model: resModel, active_ids: [resId] },
                onClose: () => record.load(),
            });
        }
    }
}

patch(PhoneField, {
    components: { ...PhoneField.components, WhatsAppPhoneButton },
});
