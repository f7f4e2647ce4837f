import { registerThreadAction } from "@mail/core/common/thread_actions";

import { _t } from "@web/core/l10n/translation";

/** The conversation of a thread, for those who serve its brand. */
function conversationOf(thread) {
    const conversation = thread?.whatsapp_conversation_id;
    return conversation?.mayWork ? conversation : undefined;
}

registerThreadAction("whatsapp-take", {
    btnClass: "text-nowrap",
    condition: ({ thread }) => conversationOf(thread) && !conversationOf(thread).isMine,
    icon: "fa fa-fw fa-hand-paper-o",
    // In words as long as nobody has it.
    inlineName: ({ thread }) => !conversationOf(thread)?.owner_id && _t("Take it"),
    name: _t("Take it"),
    open: ({ thread }) => conversationOf(thread).callAction("action_take"),
    sequence: 10,
    sequenceGroup: 3,
});
registerThreadAction("whatsapp-solve", {
    condition: ({ thread }) =>
        conversationOf(thread) && !conversationOf(thread).isSolved,
    icon: "fa fa-fw fa-check-circle-o",
    name: _t("Mark as solved"),
    open: ({ thread }) => conversationOf(thread).callAction("action_solve"),
    sequence: 20,
    sequenceGroup: 3,
});
registerThreadAction("whatsapp-reopen", {
    condition: ({ thread }) => conversationOf(thread)?.isSolved,
    icon: "fa fa-fw fa-undo",
    name: _t("Reopen"),
    open: ({ thread }) => conversationOf(thread).callAction("action_reopen"),
    sequence: 20,
    sequenceGroup: 3,
});
