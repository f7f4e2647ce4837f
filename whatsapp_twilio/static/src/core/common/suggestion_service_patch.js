import { SuggestionService } from "@mail/core/common/suggestion_service";
import { cleanTerm } from "@mail/utils/common/format";

import { patch } from "@web/core/utils/patch";

patch(SuggestionService.prototype, {
    /** A link to a channel means nothing to a customer. */
    getSupportedDelimiters(thread) {
        const delimiters = super.getSupportedDelimiters(...arguments);
        return thread?.isWhatsApp
            ? delimiters.filter(([chars]) => chars !== "#")
            : delimiters;
    },
    /** Only colleagues in the conversation; mentioning never reaches the customer. */
    getPartnerSuggestions(thread) {
        if (!thread?.isWhatsApp) {
            return super.getPartnerSuggestions(...arguments);
        }
        return thread.channel_member_ids
            .map((member) => member.partner_id)
            .filter((partner) => partner?.notEq(thread.whatsAppCustomer));
    },
    /** Nor whole roles, whose people may not be in the conversation. */
    searchSuggestions({ delimiter, term }, { thread } = {}) {
        if (delimiter === "@" && thread?.isWhatsApp) {
            return this.searchPartnerSuggestions(cleanTerm(term), thread);
        }
        return super.searchSuggestions(...arguments);
    },
});
