import { parseDay } from "../../reference/local-day.ts";

/** Values lie in these days, and in `[EARLIEST, LATEST)` in epoch milliseconds. */
export const FIRST_DAY = parseDay("1900-01-01");
export const LAST_DAY = parseDay("2299-12-31");
export const EARLIEST = Date.UTC(1900, 0, 1);
export const LATEST = Date.UTC(2300, 0, 1);
