// New customer, and the settings of one.
import { addCustomer, setCustomer } from "./api.js";
import { byId } from "./dom.js";
import { putCustomer } from "./store.js";

const SWITCHES = ["auto_read", "blocked", "opted_out", "not_on_whatsapp"];

function wire(name, save) {
    const dialog = byId(`${name}-dialog`);
    const form = byId(`${name}-form`);
    const problem = byId(`${name}-problem`);
    dialog
        .querySelector("[data-close]")
        .addEventListener("click", () => dialog.close());
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        problem.textContent = "";
        try {
            const customer = await save(form.elements);
            putCustomer(customer);
            dialog.close();
            location.hash = `#/${customer.address}`;
            window.dispatchEvent(new HashChangeEvent("hashchange"));
        } catch (error) {
            problem.textContent = error.message;
        }
    });
}

/** A number out of the range kept for fiction in the United States. */
function madeUpNumber() {
    return `+1 202 555 01${String(Math.floor(Math.random() * 100)).padStart(2, "0")}`;
}

function openNew() {
    const fields = byId("new-form").elements;
    fields.profile_name.value = "";
    fields.number.value = madeUpNumber();
    byId("new-problem").textContent = "";
    byId("new-dialog").showModal();
}

function openSettings(customer) {
    const fields = byId("settings-form").elements;
    fields.profile_name.value = customer.profile_name;
    fields.day_later.checked = false;
    for (const name of SWITCHES) {
        fields[name].checked = customer[name];
    }
    byId("settings-problem").textContent = "";
    byId("settings-dialog").showModal();
}

/** `current()` is the customer whose phone is shown. */
export function wireDialogs(current) {
    wire("new", (fields) =>
        addCustomer({
            number: fields.number.value,
            profile_name: fields.profile_name.value,
        })
    );
    wire("settings", (fields) =>
        setCustomer(current().address, {
            profile_name: fields.profile_name.value,
            ...Object.fromEntries(SWITCHES.map((name) => [name, fields[name].checked])),
            ...(fields.day_later.checked ? { wrote_hours_ago: 25 } : {}),
        })
    );
    byId("new-customer").addEventListener("click", openNew);
    byId("settings").addEventListener("click", () => openSettings(current()));
}
