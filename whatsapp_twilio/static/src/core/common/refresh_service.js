import { registry } from "@web/core/registry";
import { debounce } from "@web/core/utils/timing";

const CONVERSATION = "whatsapp.twilio.conversation";
const DELAY = 300; // a change of settings comes as several signals

/** Asks the server again for all conversations this page knows, and which brands its
 * agent serves, when they may differ.
 */
export const refreshService = {
    dependencies: ["bus_service", "mail.store", "orm"],
    start(env, { bus_service: bus, "mail.store": store, orm }) {
        const conversations = () => Object.values(store[CONVERSATION].records);
        const refresh = debounce(async () => {
            const ids = conversations().map(({ id }) => id);
            if (ids.length || store.whatsapp_works_for) {
                const args = [CONVERSATION, "get_discuss_data", [ids]];
                store.insert(await orm.silent.call(...args));
            }
        }, DELAY);
        // Timers stand still while a computer sleeps or a page is in the back.
        const wakeUp = () => conversations()[0]?.clock.tick();
        for (const event of ["focus", "pageshow"]) {
            window.addEventListener(event, wakeUp);
        }
        document.addEventListener("visibilitychange", wakeUp);
        bus.subscribe("whatsapp_twilio/refresh", refresh);
        bus.addEventListener("BUS:RECONNECT", refresh);
        bus.subscribe("whatsapp_twilio/resubscribe", () => bus.forceUpdateChannels());
        return { refresh };
    },
};

registry.category("services").add("whatsapp_twilio.refresh", refreshService);
