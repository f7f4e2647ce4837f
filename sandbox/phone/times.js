// Times as a phone shows them, in the browser's language.
const CLOCK = new Intl.DateTimeFormat(undefined, {
    hour: "2-digit",
    minute: "2-digit",
});
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "long" });
const SHORT = new Intl.DateTimeFormat(undefined, { dateStyle: "short" });
const EXACT = new Intl.DateTimeFormat(undefined, {
    dateStyle: "medium",
    timeStyle: "medium",
});
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

const date = (seconds) => new Date(seconds * 1000);

export const dayKey = (seconds) => date(seconds).toDateString();
export const clock = (seconds) => CLOCK.format(date(seconds));
export const exact = (seconds) => EXACT.format(date(seconds));

function daysAgo(seconds) {
    const midnight = (moment) => new Date(moment).setHours(0, 0, 0, 0);
    return Math.round((midnight(Date.now()) - midnight(date(seconds))) / 86400000);
}

/** today, yesterday, Monday, 3 November 2026 */
export function day(seconds) {
    const days = daysAgo(seconds);
    const text =
        days <= 1
            ? RELATIVE.format(-days, "day")
            : (days < 7 ? WEEKDAY : DATE).format(date(seconds));
    return text[0].toUpperCase() + text.slice(1);
}

/** The clock today, a date before. */
export function brief(seconds) {
    return daysAgo(seconds) === 0 ? clock(seconds) : SHORT.format(date(seconds));
}
