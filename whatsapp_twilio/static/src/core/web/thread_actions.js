import {
    registerThreadAction,
    threadActionsRegistry,
} from "@mail/core/common/thread_actions";
import "@mail/discuss/core/web/thread_actions";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

registerThreadAction("whatsapp-open-conversation", {
    condition: ({ thread }) => Boolean(thread?.whatsapp_conversation_id?.mayWork),
    icon: "fa fa-fw fa-address-card-o",
    name: _t("Open conversation"),
    open: ({ store, thread }) =>
        store.env.services.action.doAction({
            type: "ir.actions.act_window",
            res_model: "whatsapp.twilio.conversation",
            res_id: thread.whatsapp_conversation_id.id,
            views: [[false, "form"]],
        }),
    sequence: 30,
    sequenceGroup: 3,
});

// A conversation has a form of its own.
patch(threadActionsRegistry.get("advanced-settings"), {
    condition({ thread }) {
        return !thread?.isWhatsApp && super.condition(...arguments);
    },
});
