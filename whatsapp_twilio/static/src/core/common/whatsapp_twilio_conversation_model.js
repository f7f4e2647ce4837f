import { fields, Record } from "@mail/core/common/record";

import { _t } from "@web/core/l10n/translation";

const STATE_TEXTS = {
    pending: _t("Waiting for the customer"),
    solved: _t("Solved"),
};

/** One customer with one sender: what the agent may see of it, read-only. */
export class WhatsAppTwilioConversation extends Record {
    static _name = "whatsapp.twilio.conversation";
    static id = "id";

    /** @type {number} */
    id;
    /** @type {string} the customer's number for people to read, or the BSUID */
    address;
    /** @type {number} index in Odoo's palette */
    brand_color;
    /** @type {number|false} */
    brand_id;
    /** @type {string} */
    brand_name;
    last_inbound_at = fields.Datetime();
    owner_id = fields.One("res.partner");
    partner_id = fields.One("res.partner");
    /** @type {string} */
    reply_state;
    /** @type {string} E.164 */
    sender_number;
    /** @type {"open"|"pending"|"solved"} */
    state;
    thread = fields.One("Thread");

    get isMine() {
        return Boolean(this.owner_id?.eq(this.store.self_partner));
    }

    /** Who was only invited reads and answers; the rest is for those who serve it. */
    get mayWork() {
        const brands = this.store.whatsapp_works_for;
        return brands === true || Boolean(brands?.includes(this.brand_id));
    }

    get isSolved() {
        return this.state === "solved";
    }

    /** Where it stands, in a word or two; nothing when somebody is on it. */
    get stateText() {
        return STATE_TEXTS[this.state] ?? (this.owner_id ? "" : _t("New"));
    }

    get ownerText() {
        return this.owner_id
            ? _t("Taken by %(name)s", { name: this.owner_id.name })
            : _t("Nobody has taken it yet");
    }

    get brandText() {
        return _t("%(brand)s answers on %(number)s", {
            brand: this.brand_name,
            number: this.sender_number,
        });
    }

    /** All of it in one sentence, where there is no room for more. */
    get summary() {
        const parts = [this.address, this.brand_name, this.stateText, this.ownerText];
        return parts.filter(Boolean).join(" · ");
    }

    /**
     * Call a method of this conversation, and open the action that it returns, if any.
     *
     * @param {string} method
     * @param {Object} [options] of the action service, which shows the action
     */
    async openAction(method, options) {
        const action = await this.callAction(method);
        if (action?.type) {
            await this.store.env.services.action.doAction(action, options);
        }
    }

    /** @param {string} method of this conversation on the server */
    callAction(method, ...args) {
        return this.store.env.services.orm.call(this.constructor._name, method, [
            [this.id],
            ...args,
        ]);
    }
}

WhatsAppTwilioConversation.register();
