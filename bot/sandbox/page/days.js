// Dates and hours as the committee writes them, in the zone of the sandbox's clock.

import { language } from "./words.js";

const WEEKDAYS = {
  vi: ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

let offset = 7 * 60; // minutes east of Greenwich, taken from the clock that the server gives

/** Takes the zone from an ISO moment such as 2026-11-23T06:55:00+07:00. */
export function learnZone(iso) {
  const sign = /([+-])(\d\d):?(\d\d)$/.exec(iso);
  if (sign) offset = (sign[1] === "-" ? -1 : 1) * (Number(sign[2]) * 60 + Number(sign[3]));
  else if (iso.endsWith("Z")) offset = 0;
}

/** The moment moved so that its UTC fields read as the committee's wall clock. */
function wall(moment) {
  return new Date(new Date(moment).getTime() + offset * 60000);
}

const two = (number) => String(number).padStart(2, "0");

/** 06:55 */
export function hour(moment) {
  const at = wall(moment);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** thứ Hai, 23/11/2026 */
export function day(moment) {
  const at = wall(moment);
  const weekday = WEEKDAYS[language()][at.getUTCDay()];
  return `${weekday}, ${at.getUTCDate()}/${at.getUTCMonth() + 1}/${at.getUTCFullYear()}`;
}

/** A key that is the same for two moments of one day. */
export function dayKey(moment) {
  return wall(moment).toISOString().slice(0, 10);
}

/** 12,4 KB as people read it: comma in Vietnamese, point in English. */
export function size(bytes) {
  const units = ["B", "KB", "MB", "GB"];
  let rest = bytes;
  let unit = 0;
  while (rest >= 1024 && unit < units.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  const figure = unit === 0 ? String(rest) : rest.toFixed(1);
  return `${language() === "vi" ? figure.replace(".", ",") : figure} ${units[unit]}`;
}
