import type { Field } from "../catalog/types.ts";
import { assertNever, invariant } from "../errors.ts";
import type { Counted, FieldCondition, RecordFilter } from "../segment/ast.ts";
import { countRange } from "../segment/count-range.ts";
import type { Clock } from "../segment/window.ts";
import { ALWAYS, every, NEVER, not, some } from "./filter.ts";
import { testFilter } from "./plan-test.ts";
import type { Filter } from "./plan.ts";

/** Records in one column. */
export interface RecordsPlace {
  readonly column: string;
  readonly fields: readonly Field[];
}

/** How many records pass, in its normal form: a number that includes 0 is the complement of one that does not. */
export interface CountedRecords extends Counted {
  readonly where?: RecordFilter | undefined;
}

/** Rows of which so many records pass. */
export function recordsFilter(counted: CountedRecords, { column, fields }: RecordsPlace, clock: Clock): Filter {
  const { low: least, high: most } = countRange(counted);
  invariant(least >= 1, "a count of records that includes 0 is the complement of one that does not");
  const passes = counted.where === undefined ? ALWAYS : recordFilter(counted.where, fields, clock);
  if (passes.kind === "never") return NEVER;
  return { kind: "records", column, passes, range: { least, ...(most !== undefined && { most }) } };
}

function recordFilter(node: RecordFilter, fields: readonly Field[], clock: Clock): Filter {
  switch (node.kind) {
    case "all":
      return every(node.of.map((child) => recordFilter(child, fields, clock)));
    case "any":
      return some(node.of.map((child) => recordFilter(child, fields, clock)));
    case "not":
      return not(recordFilter(node.of, fields, clock));
    case "field":
      return fieldFilter(node, fields, clock);
    default:
      return assertNever(node);
  }
}

function fieldFilter(node: FieldCondition, fields: readonly Field[], clock: Clock): Filter {
  const index = fields.findIndex(({ name }) => name === node.field);
  const field = fields[index];
  invariant(field !== undefined, `a checked definition has no field ${node.field}`);
  return testFilter(node, field.type, { kind: field.type.kind, column: `f${index + 1}` }, clock);
}
