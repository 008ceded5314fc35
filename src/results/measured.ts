import { z } from "zod";
import { leafKey } from "../compiler/leaf-key.ts";
import { amountsSql, type LeafAnswers } from "../compiler/one-customer.ts";
import type { EventLeaf } from "../compiler/plan.ts";
import { isCounted } from "../compiler/print-spans.ts";
import { isMeasured } from "../compiler/scan.ts";
import { assertNever } from "../errors.ts";
import type { Counted, EventCondition, Measure, RecordsCondition } from "../segment/ast.ts";
import { measureOf, measureRow } from "../segment/measures.ts";
import { fromMicros, quotient } from "../segment/micros.ts";
import type { OnlyCustomer } from "./only-customer.ts";

/** What a condition measured of the customer, and what it asks of that. */
export interface Measured {
  /** `count` is the number of events, or of records. */
  readonly fn: Measure["fn"];
  /** The property of the events; null where none is measured. */
  readonly property: string | null;
  /** Sums and averages are exact to a millionth. Null: unknown, since there is nothing to measure. */
  readonly amount: number | null;
  readonly op: string;
  readonly value: number | readonly number[];
}

/** What is measured of the events of leaves, and which of the leaves the customer is in, by their keys. */
export interface Amounts {
  readonly amountOf: (leaf: EventLeaf) => number | null;
  readonly answers: LeafAnswers;
}

/** What the leaves ask for that measure more than a number of events. */
export async function amountsOf(all: readonly EventLeaf[], only: OnlyCustomer): Promise<Amounts> {
  const leaves = [...new Map(all.filter(isMeasured).map((leaf) => [leafKey(leaf), leaf])).values()].filter((leaf) => !isCounted(leaf));
  const rows = (await Promise.all(amountsSql(leaves).map(only.rows))).flat().map((row) => amountRow.parse(row));
  const found = new Map(rows.map((row) => [row.at, row]));
  const amounts = new Map(leaves.map((leaf, at) => [leafKey(leaf), amountIn(leaf, found.get(at))]));
  return {
    amountOf: (leaf) => amounts.get(leafKey(leaf)) ?? null,
    answers: new Map(leaves.map((leaf, at) => [leafKey(leaf), found.get(at)?.passes === 1])),
  };
}

/** What is told of a condition on events that measures them; `amount` undefined: there can be no such event. */
export function measuredEvents(condition: EventCondition, amount: number | null | undefined): Measured {
  const measure = measureOf(condition);
  const ofNothing = measureRow(measure.fn)?.ofNothing === "zero" ? 0 : null;
  return {
    fn: measure.fn,
    property: "property" in measure ? measure.property : null,
    amount: amount ?? ofNothing,
    ...asked(condition),
  };
}

/** What is told of a condition on records. */
export function measuredRecords(condition: RecordsCondition, amount: number): Measured {
  return { fn: "count", property: null, amount, ...asked(condition) };
}

function asked({ op = "at_least", value = 1 }: Counted): Pick<Measured, "op" | "value"> {
  return { op, value };
}

const amountRow = z.object({ at: z.number(), size: z.number(), amount: z.string(), passes: z.number() });

function amountIn({ measure }: EventLeaf, row: z.infer<typeof amountRow> | undefined): number | null {
  if (row === undefined) return null;
  switch (measure.kind) {
    case "sum":
      return fromMicros(BigInt(row.amount));
    case "mean":
      return fromMicros(quotient(BigInt(row.amount), BigInt(row.size)));
    case "count":
    case "days":
    case "distinct":
    case "min":
    case "max":
      return Number(row.amount) + 0;
    case "pick":
      return null;
    default:
      return assertNever(measure);
  }
}
