import type { Test } from "../../src/segment/ast.ts";
import type { Happening } from "./dataset.ts";
import { parseInstant } from "./instant.ts";
import { hourShown, localDay, weekday } from "./local-day.ts";
import { manyNumbers } from "./operand.ts";
import { passes } from "./value-test.ts";
import type { Clock } from "./window.ts";

/** Whether an event's own time satisfies an operator. */
export function timeHolds(test: Test, { time }: Happening, clock: Clock): boolean {
  const instant = parseInstant(time);
  switch (test.op) {
    case "weekday_in":
      return manyNumbers(test).includes(weekday(localDay(instant, clock.timeZone)) + 1);
    case "hour_in":
      return manyNumbers(test).includes(hourShown(instant, clock.timeZone));
    default:
      return passes(test, time, { kind: "value", of: "datetime" }, clock);
  }
}
