// The control API of the local Twilio.

/** The answer's JSON. Throws an Error whose message a person can act on. */
async function call(method, path, data) {
    let answer;
    try {
        answer = await fetch(`/sandbox/${path}`, {
            method,
            headers: data ? { "Content-Type": "application/json" } : {},
            body: data && JSON.stringify(data),
        });
    } catch {
        throw new Error("The local Twilio does not answer. Is it still running?");
    }
    const result = await answer.json();
    if (!answer.ok) {
        throw new Error(result.error || `The local Twilio answered ${answer.status}.`);
    }
    return result;
}

const customer = (address) => `customers/${encodeURIComponent(address)}`;

export const getState = () => call("GET", "state");
export const addCustomer = (values) => call("POST", "customers", values);
export const setCustomer = (address, values) => call("PUT", customer(address), values);
/** `content`: body, files, location, …, as the control API takes them. */
export const write = (address, to, content) =>
    call("POST", `${customer(address)}/messages`, { to, ...content });
export const read = (address, to) => call("POST", `${customer(address)}/read`, { to });
export const repeat = (sid) => call("POST", `messages/${sid}/repeat`, {});
export const getContents = () => call("GET", "contents");
/** `values`: status, rejection_reason. */
export const judge = (sid, values) => call("PUT", `contents/${sid}`, values);
export const setDelays = (values) => call("PUT", "delays", values);
