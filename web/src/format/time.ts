const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** RFC 3339 or epoch milliseconds → `24 Nov 2026, 15:42` in the zone. */
export function formatMoment(moment: string | number, timeZone: string): string {
  return formatter(timeZone, { dateStyle: "medium", timeStyle: "short" }).format(new Date(moment));
}

/** `Tue 24 Nov 2026, 15:42` in the zone. */
export function formatDue(moment: string | number, timeZone: string): string {
  const day = formatter(timeZone, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(new Date(moment));
  return `${day.replace(",", "")}, ${formatter(timeZone, { timeStyle: "short" }).format(new Date(moment))}`;
}

/** `Tue 24 Nov 2026, 15:42 GMT+8`: the same, where it is not told in which zone. */
export function formatDueThere(moment: string | number, timeZone: string): string {
  const parts = formatter(timeZone, { timeZoneName: "short" }).formatToParts(new Date(moment));
  return `${formatDue(moment, timeZone)} ${parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone}`;
}

/** `15:42`, or with the day when it is not today. */
export function formatClock(moment: string | number, timeZone: string, now: number): string {
  const day = formatter(timeZone, { dateStyle: "short" });
  const sameDay = day.format(new Date(moment)) === day.format(now);
  return sameDay ? formatter(timeZone, { timeStyle: "short" }).format(new Date(moment)) : formatMoment(moment, timeZone);
}

/** `12 minutes ago`, `yesterday`. */
export function formatAgo(moment: string, now: number): string {
  const passed = now - Date.parse(moment);
  for (const [unit, size] of UNITS) {
    if (passed >= size) return relative.format(-Math.floor(passed / size), unit);
  }
  return "just now";
}

/** `in 5 hours`, `tomorrow`. */
export function formatAhead(moment: string, now: number): string {
  const left = Date.parse(moment) - now;
  for (const [unit, size] of UNITS) {
    if (left >= size) return relative.format(Math.floor(left / size), unit);
  }
  return "in less than a minute";
}

/** A local day `2026-11-24` → `Tue 24 Nov 2026`. */
export function formatDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const parts = formatter("UTC", { weekday: "short", day: "numeric", month: "short", year: "numeric" });
  return parts.format(date).replace(",", "");
}

/** A local day `2026-11-24` → `24 Nov 2026`. */
export function formatDate(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return formatter("UTC", { dateStyle: "medium" }).format(date);
}

/** A month `2026-11` → `Nov 2026`. */
export function formatMonth(month: string): string {
  return formatter("UTC", { month: "short", year: "numeric" }).format(new Date(`${month}-01T00:00:00Z`));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([timeZone, options]);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  formatters.set(key, made);
  return made;
}
