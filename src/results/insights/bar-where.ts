import type { EventType } from "../../catalog/types.ts";
import type { Condition, RecordFilter, Test, Window } from "../../segment/ast.ts";
import { assertNever } from "../../errors.ts";
import type { BarOf } from "./tile.ts";

/** The tests that the values of a bar pass, and no others; `listed` are the values of the bars beside it. */
export function testsOf(of: BarOf, listed: readonly string[] = []): readonly Test[] {
  switch (of.kind) {
    case "value":
      return [typeof of.value === "string" ? { op: "equals", value: of.value, caseSensitive: true } : { op: "equals", value: of.value }];
    case "range":
      return [
        ...(of.from === null ? [] : [{ op: "at_least", value: of.from }]),
        ...(of.to === null ? [] : [{ op: "less_than", value: of.to }]),
      ];
    case "days":
      return [{ op: "in", window: daysWindow(of) }];
    case "yes":
      return [{ op: "is_true" }];
    case "no":
      return [{ op: "is_false" }];
    case "others":
      return listed.length === 0 ? [{ op: "is_known" }] : [{ op: "is_known" }, { op: "none_of", value: listed, caseSensitive: true }];
    case "unknown":
      return [{ op: "is_unknown" }];
    default:
      return assertNever(of);
  }
}

export function daysWindow({ from, to }: { readonly from: string | null; readonly to: string | null }): Window {
  return { ...(from !== null && { from }), ...(to !== null && { to }) };
}

/** Customers whose attribute passes. */
export function attributeWhere(attribute: string, tests: readonly Test[]): Condition {
  const [first, ...others] = tests.map((test) => ({ kind: "attribute", attribute, ...test }) as const);
  if (first === undefined) return { kind: "attribute", attribute, op: "is_known" };
  return others.length === 0 ? first : { kind: "all", of: [first, ...others] };
}

/** Customers with an event whose property passes all; where that is a field of records, with one record that does. */
export function propertyWhere(event: EventType, property: string, tests: readonly Test[]): Condition {
  const [first, ...others] = tests;
  if (first === undefined || others.length === 0) {
    return { kind: "event", event: event.name, where: { kind: "property", property, ...(first ?? { op: "is_known" }) } };
  }
  const records = recordsOf(event, property);
  if (records === undefined) return { kind: "event", event: event.name, where: { kind: "all", of: tests.map((test) => ({ kind: "property", property, ...test })) } };
  const field = property.slice(records.length + 1);
  const where: RecordFilter = { kind: "all", of: tests.map((test) => ({ kind: "field", field, ...test })) };
  return { kind: "event", event: event.name, where: { kind: "item", of: records, where } };
}

/** The records of which a property is a field; undefined when it is none. */
function recordsOf(event: EventType, property: string): string | undefined {
  if (event.properties.some(({ name }) => name === property)) return undefined;
  return event.properties.find(({ name, type }) => type.kind === "records" && property.startsWith(`${name}.`))?.name;
}
