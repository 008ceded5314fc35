export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d+))?(?:(Z)|([+-])(\d{2}):(\d{2}))$/i;

/** Epoch milliseconds of an RFC 3339 time with an offset; what is finer than a millisecond is floored. */
export function parseInstant(text: string): number {
  const parts = RFC_3339.exec(text);
  if (!parts) throw new Error(`not an instant: ${text}`);
  const [, date, time, fraction = "", , sign, hours = "0", minutes = "0"] = parts;
  const wholeSeconds = Date.parse(`${date}T${time}Z`);
  const milliseconds = Number(fraction.padEnd(3, "0").slice(0, 3));
  const offset = (Number(hours) * HOUR + Number(minutes) * MINUTE) * (sign === "-" ? -1 : 1);
  return wholeSeconds + milliseconds - offset;
}
