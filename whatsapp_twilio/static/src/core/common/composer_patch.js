import { Composer } from "@mail/core/common/composer";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(Composer.prototype, {
    get placeholder() {
        if (this.props.placeholder || !this.thread?.isWhatsApp) {
            return super.placeholder;
        }
        return _t("Message %(name)s on WhatsApp", { name: this.thread.displayName });
    },
});
