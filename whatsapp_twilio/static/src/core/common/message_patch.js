import { Message } from "@mail/core/common/message";
import { DeliveryFailure } from "@whatsapp_twilio/core/common/delivery_failure";
import { DeliveryTicks } from "@whatsapp_twilio/core/common/delivery_ticks";

import { patch } from "@web/core/utils/patch";

Object.assign(Message.components, { DeliveryFailure, DeliveryTicks });

patch(Message.prototype, {
    get attClass() {
        const isOutbound = this.message.isWhatsAppOutbound;
        const attClass = super.attClass;
        return Object.assign(attClass, {
            "o-selfAuthored":
                attClass["o-selfAuthored"] || (isOutbound && !this.env.messageCard),
            "o-whatsapp-outbound": isOutbound,
            "o-whatsapp-note": this.message.isWhatsAppNote,
            "o-whatsapp-ofColleague": isOutbound && !this.message.isSelfAuthored,
        });
    },
    get isAlignedRight() {
        return (
            super.isAlignedRight ||
            Boolean(this.env.inChatWindow && this.props.message.isWhatsAppOutbound)
        );
    },
});
