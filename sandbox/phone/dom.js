// Elements without HTML strings: text stays text.

/** `h("a", {class: "x", href: "#"}, child, "text")`; null attributes are left out. */
export function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith("on")) {
            element.addEventListener(name.slice(2), value);
        } else if (value !== null && value !== undefined && value !== false) {
            element.setAttribute(name, value === true ? "" : value);
        }
    }
    element.append(
        ...children.filter((child) => child !== null && child !== undefined)
    );
    return element;
}

export const byId = (id) => document.getElementById(id);

const TINTS = 8;

/** FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(key) {
    let sum = 0x811c9dc5;
    for (const sign of key) {
        sum = Math.imul(sum ^ sign.codePointAt(0), 0x01000193) >>> 0;
    }
    return sum >>> 8;
}

/** The initials of a name on a colour that stays the same for the same key. */
export function avatar(name, key) {
    const element = h("span", { "aria-hidden": "true" });
    fillAvatar(element, name, key);
    return element;
}

export function fillAvatar(element, name, key) {
    const words = name.match(/[\p{L}\p{N}]+/gu) || ["?"];
    const initials = [words[0], words.length > 1 ? words.at(-1) : ""];
    element.textContent = initials
        .map((word) => [...word][0] || "")
        .join("")
        .toUpperCase();
    element.className = `avatar tint-${hash(key) % TINTS}`;
}
