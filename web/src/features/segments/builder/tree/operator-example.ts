import type { ScalarType } from "../../../../../../src/catalog/types.ts";
import type { Condition, Test } from "../../../../../../src/segment/ast.ts";
import { dayOf } from "../../../../../../src/segment/day.ts";
import type { OperatorRow } from "../../../../../../src/segment/operators.ts";
import type { Clock } from "../../../../../../src/segment/window.ts";
import type { ValuesOf } from "../../../../api/values.ts";

type Known = readonly (string | number)[];

/** A condition by an operator with values that there are; undefined when there are none to show it with. */
export function exampleOf(row: OperatorRow, type: ScalarType, of: ValuesOf, values: Known, clock: Clock): Condition | undefined {
  const test = exampleTest(row, type, values, clock);
  if (test === undefined) return undefined;
  if ("event" in of) return { kind: "event", event: of.event, where: { kind: "property", property: of.property, ...test } };
  if (of.field === undefined) return { kind: "attribute", attribute: of.attribute, ...test };
  return { kind: "attribute", attribute: of.attribute, where: { kind: "field", field: of.field, ...test } };
}

function exampleTest(row: OperatorRow, type: ScalarType, values: Known, clock: Clock): Test | undefined {
  const { op } = row;
  const today = dayOf(clock.now, clock.timeZone);
  switch (row.value) {
    case "none":
      return { op };
    case "window":
      return { op, window: { last: 30, unit: "day" } };
    case "day":
      return { op, value: typeof values[0] === "string" ? values[0].slice(0, 10) : today.toString() };
    case "day_or_instant":
      return { op, value: today.subtract({ months: 3 }).toString() };
    case "pair": {
      const numbers = values.filter((value) => typeof value === "number").slice(0, 2).toSorted((one, other) => one - other);
      return numbers.length === 2 ? { op, value: numbers } : undefined;
    }
    case "one": {
      const [value] = values;
      return value === undefined ? undefined : { op, value: typeof value === "string" ? part(op, value) : value };
    }
    case "many": {
      if (row.clock) return { op, value: [row.clock[0], row.clock[0] + 1] };
      const few = values.slice(0, 2);
      if (few.length === 0) return undefined;
      if (type.of === "number") return { op, value: few.filter((value) => typeof value === "number") };
      return { op, value: few.map((value) => part(op, String(value))) };
    }
  }
}

const LETTERS = 3;

/** The part of a text by which an operator finds it. */
function part(op: string, text: string): string {
  const signs = [...text];
  if (op.endsWith("starts_with")) return signs.slice(0, LETTERS).join("");
  if (op.endsWith("ends_with")) return signs.slice(-LETTERS).join("");
  if (op.includes("contain")) return signs.slice(1, 1 + LETTERS).join("") || text;
  if (op.endsWith("matches")) return `^${signs.slice(0, LETTERS).join("").replace(/[^\p{L}\p{N}]/gu, ".")}`;
  return text;
}
