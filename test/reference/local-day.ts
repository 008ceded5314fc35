import { DAY, HOUR, MINUTE } from "./instant.ts";

/** A calendar day as the number of days since 1970-01-01, so that days compare and count as numbers. */
export type Day = number;

// Values lie in 1900 … 2299. Days far outside hold none, so the exact place of what reaches there does not matter.
const FAR_PAST: Day = dayOf(1800, 1, 1);
const FAR_FUTURE: Day = dayOf(2400, 1, 1);

export function dayOf(year: number, month: number, day: number): Day {
  return Date.UTC(year, month - 1, day) / DAY;
}

/** Parses `YYYY-MM-DD`. Throws for a day that does not exist. */
export function parseDay(text: string): Day {
  const day = Date.parse(`${text}T00:00:00Z`) / DAY;
  if (!isDayText(text) || printDay(day) !== text) throw new Error(`not a day: ${text}`);
  return day;
}

export function isDayText(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

export function printDay(day: Day): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function fields(day: Day): { year: number; month: number; day: number } {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Monday is 0. 1970-01-01 was a Thursday. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function addDays(day: Day, count: number): Day {
  return Math.min(Math.max(day + count, FAR_PAST), FAR_FUTURE);
}

/** The same day of the month `count` months later; where it does not exist, the last day of that month. */
export function addMonths(start: Day, count: number): Day {
  const { year, month, day } = fields(start);
  const months = year * 12 + (month - 1) + count;
  const newYear = Math.floor(months / 12);
  if (newYear < 1800) return FAR_PAST;
  if (newYear >= 2400) return FAR_FUTURE;
  const newMonth = months - newYear * 12 + 1;
  return dayOf(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

export function isLeapYear(year: number): boolean {
  return daysInMonth(year, 2) === 29;
}

const starts = new Map<string, number>();

/** The first instant, in epoch milliseconds, whose local date is on or after the day. */
export function startOfDay(day: Day, timeZone: string): number {
  if (day <= FAR_PAST || day >= FAR_FUTURE) return day * DAY;
  const key = `${timeZone} ${day}`;
  const start = starts.get(key) ?? scanForStart(day, timeZone);
  starts.set(key, start);
  return start;
}

/** The day D with start(D) ≤ instant < start(D + 1). Clocks put back over midnight show an earlier date again: the day stays. */
export function localDay(instant: number, timeZone: string): Day {
  if (instant < FAR_PAST * DAY || instant >= FAR_FUTURE * DAY) return Math.floor(instant / DAY);
  let day = dateShown(instant, timeZone);
  while (instant >= startOfDay(day + 1, timeZone)) day += 1;
  return day;
}

/** Looks at every minute from well before until well after, then at every second of the minute that it found. */
function scanForStart(day: Day, timeZone: string): number {
  const utcMidnight = day * DAY;
  for (let minute = utcMidnight - 16 * HOUR; minute <= utcMidnight + 16 * HOUR; minute += MINUTE) {
    if (dateShown(minute, timeZone) < day) continue;
    for (let second = minute - MINUTE; second < minute; second += 1000) {
      if (dateShown(second, timeZone) >= day) return second;
    }
    return minute;
  }
  throw new Error(`no start of ${printDay(day)} in ${timeZone}`);
}

/** The date that a calendar on a wall of that zone shows at the instant. */
function dateShown(instant: number, timeZone: string): Day {
  const { year, month, day } = shown(instant, timeZone);
  if (year === undefined || month === undefined || day === undefined) throw new Error("no date is shown");
  return dayOf(year, month, day);
}

/** The hour that a clock on a wall of that zone shows at the instant, from 0 to 23. */
export function hourShown(instant: number, timeZone: string): number {
  const { hour } = shown(instant, timeZone);
  if (hour === undefined) throw new Error("no hour is shown");
  return hour;
}

const calendars = new Map<string, Intl.DateTimeFormat>();

function shown(instant: number, timeZone: string): Record<string, number> {
  let calendar = calendars.get(timeZone);
  if (!calendar) {
    const options = { timeZone, calendar: "iso8601", numberingSystem: "latn", hourCycle: "h23" } as const;
    calendar = new Intl.DateTimeFormat("en", { ...options, year: "numeric", month: "numeric", day: "numeric", hour: "numeric" });
    calendars.set(timeZone, calendar);
  }
  const parts: Record<string, number> = {};
  for (const part of calendar.formatToParts(instant)) parts[part.type] = Number(part.value);
  return parts;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
