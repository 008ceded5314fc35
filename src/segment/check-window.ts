import type { Path } from "../errors.ts";
import type { DayOrInstant, Window } from "./ast.ts";
import { FIRST_DAY, isDay, isInstant, LAST_DAY } from "./day.ts";
import type { Findings } from "./findings.ts";
import { field, type Raw } from "./raw.ts";
import { windowSchema } from "./schema.ts";
import { resolveWindow } from "./window.ts";

/** Looks at a window of the right shape. True when it has no problem and can be resolved. */
export function checkWindow(window: Window, path: Path, findings: Findings): boolean {
  if ("ago" in window) {
    const { from, to } = window.ago;
    return from === undefined || ordered(to, from, [...path, "ago"], "`from` is the farther end: it must not be less than `to`.", findings);
  }
  if ("ahead" in window) {
    const { from, to } = window.ahead;
    return to === undefined || ordered(from, to, [...path, "ahead"], "`to` is the farther end: it must not be less than `from`.", findings);
  }
  if (!("from" in window || "to" in window)) return true;
  const ends = [checkEnd(window.from, [...path, "from"], findings), checkEnd(window.to, [...path, "to"], findings)];
  if (!ends.every(Boolean)) return false;
  if (window.from === undefined || window.to === undefined) return true;
  const areDays = isDay(window.from) && isDay(window.to);
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = resolveWindow(window, findings.clock);
  if (areDays ? window.from > window.to : from > to) return misordered(path, "The window ends before it begins.", findings);
  if (from === to) {
    findings.warning({
      code: "empty_window",
      message: "This window ends where it begins, so nothing lies in it.",
      path,
      hint: "`to` is not included when it is an instant.",
    });
  }
  return true;
}

/** Looks at the window of what happened: of an event, a sequence, an export, or of who entered or left a segment. */
export function checkPastWindow(node: Raw, key: "window" | "entered" | "left", path: Path, findings: Findings): void {
  const { data: window } = windowSchema.safeParse(field(node, key));
  const at = [...path, key];
  if (window === undefined || !checkWindow(window, at, findings)) return;
  const { from } = resolveWindow(window, findings.clock);
  if (from !== undefined && from > findings.clock.now) {
    findings.warning({
      code: "window_after_now",
      message: "This window begins after now, so nothing that happened can lie in it.",
      path: at,
      hint: "Look back with `last`, `this`, `previous` or `ago`.",
    });
  }
}

/** Looks at a day, or an instant where one is allowed. True when it is one. */
export function checkDay(value: string, path: Path, findings: Findings, instants: boolean): boolean {
  if (isDay(value) || (instants && isInstant(value))) return true;
  const isTimeOfDay = !instants && isInstant(value);
  findings.problem({
    code: "invalid_date",
    message: isTimeOfDay ? `${JSON.stringify(value)} has a time of day; a day is asked for.` : `${JSON.stringify(value)} is not a day between ${FIRST_DAY} and ${LAST_DAY}${instants ? ", nor an instant in it" : ""}.`,
    path,
    hint: instants ? 'Write a day that exists, such as "2025-02-28", or an instant with its offset, such as "2025-02-28T09:30:00+01:00".' : 'Write a day that exists, such as "2025-02-28".',
  });
  return false;
}

function checkEnd(value: DayOrInstant | undefined, path: Path, findings: Findings): boolean {
  return value === undefined || checkDay(value, path, findings, true);
}

function ordered(low: number, high: number, path: Path, message: string, findings: Findings): boolean {
  return low <= high || misordered(path, message, findings);
}

function misordered(path: Path, message: string, findings: Findings): false {
  findings.problem({ code: "low_above_high", message, path, hint: "Swap the two ends." });
  return false;
}
