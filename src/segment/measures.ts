import type { EventCondition, Measure } from "./ast.ts";

/** One measure of a customer's matching events. Checker, normal form, sentence and `docs/operators.md` are derived from it. */
export interface MeasureRow {
  readonly fn: Measure["fn"];
  /** The property that it needs: of numbers, or of any values, also in lists. */
  readonly property: "none" | "number" | "any";
  /** What it is compared with: a whole number from 0, by default at least 1; or any number, which must be said. */
  readonly value: "whole" | "amount";
  /** What it is without a known value: 0, or unknown, which satisfies nothing. */
  readonly ofNothing: "zero" | "unknown";
  /** What the builder's menu says. */
  readonly label: string;
  /** What stands before the property in a sentence. */
  readonly noun: string;
  /** One line of help. */
  readonly help: string;
}

/** In the order in which the builder offers them. */
export const measures = [
  { fn: "count", property: "none", value: "whole", ofNothing: "zero", label: "number of events", noun: "events", help: "How many events match." },
  { fn: "days", property: "none", value: "whole", ofNothing: "zero", label: "number of days", noun: "days", help: "On how many local days events match." },
  { fn: "distinct", property: "any", value: "whole", ofNothing: "zero", label: "number of different values", noun: "different values", help: "How many known values the property has, each counted once; of a list its items. Texts differ by case." },
  { fn: "sum", property: "number", value: "amount", ofNothing: "zero", label: "sum", noun: "sum", help: "The known values together, exact to a millionth." },
  { fn: "avg", property: "number", value: "amount", ofNothing: "unknown", label: "average", noun: "average", help: "The mean of the known values, exact to a millionth." },
  { fn: "min", property: "number", value: "amount", ofNothing: "unknown", label: "smallest", noun: "smallest value", help: "The smallest known value." },
  { fn: "max", property: "number", value: "amount", ofNothing: "unknown", label: "largest", noun: "largest value", help: "The largest known value." },
] as const satisfies readonly MeasureRow[];

const byName: ReadonlyMap<string, MeasureRow> = new Map(measures.map((row): [string, MeasureRow] => [row.fn, row]));

/** The row of a measure; undefined when there is none of that name. */
export function measureRow(fn: string): MeasureRow | undefined {
  return byName.get(fn);
}

/** What an event condition measures: the number of events when nothing is said. */
export function measureOf({ measure }: Pick<EventCondition, "measure">): Measure {
  return measure ?? { fn: "count" };
}
