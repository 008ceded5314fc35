import type { DataType, ScalarType } from "../catalog/types.ts";
import { assertNever } from "../errors.ts";
import type { Circumstances } from "../segment/checked.ts";
import { typedNumber } from "../segment/typed-number.ts";
import { type TypedTime, typedTime } from "../segment/typed-time.ts";
import { some } from "./filter.ts";
import type { Filter, Place, SetExpr, ValueTest } from "./plan.ts";
import { readsAttributes, READS_CUSTOMERS } from "./reads.ts";
import { leafSet } from "./set.ts";

/** What was typed, as each type of value takes it; undefined: no value of that type is meant. */
interface Typed {
  readonly text: string;
  readonly number: number | undefined;
  readonly time: TypedTime | undefined;
}

/**
 * The customers who have what was typed: in their key, or in any attribute, the items of lists and the fields of records among them.
 * A text has it anywhere in it, whatever the case; a number equals it; dates and times lie in the month, the day or the minute that it
 * says (`typedTime`). What is yes or no is not searched.
 */
export function searchSet(typed: string, { catalog, timeZone }: Pick<Circumstances, "catalog" | "timeZone">): SetExpr {
  const asked: Typed = { text: typed, number: typedNumber(typed), time: typedTime(typed, timeZone) };
  const filters = [
    ...valueFilter({ kind: "value", of: "text" }, { kind: "value", column: "key" }, asked),
    ...catalog.attributes.flatMap(({ type, column }) => attributeFilters(type, column, asked)),
  ];
  const reads = { ...readsAttributes(catalog.attributes.map(({ name }) => name)), customers: READS_CUSTOMERS.customers };
  return leafSet({ kind: "attribute", passes: some(filters), reads });
}

function attributeFilters(type: DataType, column: string, asked: Typed): readonly Filter[] {
  if (type.kind !== "records") return valueFilter(type, { kind: type.kind, column }, asked);
  return type.fields.flatMap((field, index) => {
    return valueFilter(field.type, { kind: "field", column, field: index + 1, nested: field.type.kind === "list" }, asked);
  });
}

function valueFilter({ of }: ScalarType, place: Place, asked: Typed): readonly Filter[] {
  const test = testOf(of, asked);
  if (test === undefined) return [];
  return [place.kind === "value" ? { kind: "value", column: place.column, test } : { kind: "items", match: "some", items: place, test }];
}

function testOf(of: ScalarType["of"], { text, number, time }: Typed): ValueTest | undefined {
  switch (of) {
    case "text":
      return { kind: "text_contains", values: [text], fold: true };
    case "number":
      return number === undefined ? undefined : { kind: "number_in", values: [number] };
    case "date":
      return time?.days && { kind: "date_between", ...time.days };
    case "datetime":
      return time && { kind: "time_between", from: time.from, to: time.to };
    case "boolean":
      return undefined;
    default:
      return assertNever(of);
  }
}
