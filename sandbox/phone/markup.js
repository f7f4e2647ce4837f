// WhatsApp's markup as DOM nodes: *bold* _italic_ ~strike~ `code` ```code``` and links.
import { h } from "./dom.js";

const RULES = [
    { pattern: /```([\s\S]+?)```/, make: (inner) => h("code", {}, inner) },
    { pattern: /`([^`\n]+)`/, make: (inner) => h("code", {}, inner) },
    { pattern: /\bhttps?:\/\/[^\s<>"]*[^\s<>".,;:!?)'*_~]/, make: link },
    { pattern: around("\\*"), make: (inner) => h("strong", {}, ...nodes(inner)) },
    { pattern: around("_"), make: (inner) => h("em", {}, ...nodes(inner)) },
    { pattern: around("~"), make: (inner) => h("del", {}, ...nodes(inner)) },
];

/** A sign counts at the edge of words only: `2*3*4` and `snake_case_name` stay. */
function around(sign) {
    return new RegExp(
        `(?<![\\p{L}\\p{N}${sign}])${sign}(?!\\s)([^${sign}\\n]+?)(?<!\\s)${sign}(?![\\p{L}\\p{N}${sign}])`,
        "u"
    );
}

function link(_inner, whole) {
    return h("a", { href: whole, target: "_blank", rel: "noopener noreferrer" }, whole);
}

/** The nodes of a message: its lines that are items of a list have a dot. */
export const body = (text) => nodes(text.replace(/^[-*] (?=\S)/gm, "•\u00a0"));

/** The nodes of a text: of all rules that match, the leftmost goes first. */
export function nodes(text) {
    let first = null;
    for (const rule of RULES) {
        const match = rule.pattern.exec(text);
        if (match && (!first || match.index < first.match.index)) {
            first = { rule, match };
        }
    }
    if (!first) {
        return text ? [text] : [];
    }
    const { rule, match } = first;
    const end = match.index + match[0].length;
    return [
        ...nodes(text.slice(0, match.index)),
        rule.make(match[1], match[0]),
        ...nodes(text.slice(end)),
    ];
}
