import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";

const { DateTime } = luxon;

/**
 * A moment as people say it, in the user's time zone: "yesterday at 2:05 PM".
 *
 * @param {luxon.DateTime} moment
 * @param {luxon.DateTime} now
 */
export function momentText(moment, now) {
    const days = moment.startOf("day").diff(now.startOf("day"), "days").days;
    if (Math.abs(Math.round(days)) > 1) {
        return moment.toLocaleString(DateTime.DATETIME_MED, { locale: user.lang });
    }
    return _t("%(day)s at %(time)s", {
        day: moment.toRelativeCalendar({ base: now, unit: "days", locale: user.lang }),
        time: moment.toLocaleString(DateTime.TIME_SIMPLE, { locale: user.lang }),
    });
}

/**
 * How long there is still time: "3 h 12 min", and seconds in the last minute.
 *
 * @param {number} milliseconds
 */
export function timeLeftText(milliseconds) {
    const seconds = Math.ceil(milliseconds / 1000);
    const minutes = Math.ceil(seconds / 60);
    const hours = Math.floor(minutes / 60);
    if (minutes <= 1) {
        return _t("%(seconds)s s", { seconds });
    }
    if (hours < 1) {
        return _t("%(minutes)s min", { minutes });
    }
    return _t("%(hours)s h %(minutes)s min", { hours, minutes: minutes % 60 });
}
