import type { Condition } from "../../segment/ast.ts";
import { all, is } from "../conditions.ts";
import type { SmartCard, SmartGroup } from "../smart-group.ts";

/** Older than anyone: a birth date of 1900-01-01 is what forms put for an unknown one. */
const OLDEST = 115;

export const age: SmartGroup = {
  id: "age-group",
  title: "Age group",
  lead: "How old customers are today.",
  picture: "age",
  cards: [band(0, 18), band(18, 25), band(25, 35), band(35, 45), band(45, 55), band(55, 65), band(65, OLDEST), unknown()],
};

function band(from: number, end: number): SmartCard {
  const name = from === 0 ? `Under ${end}` : end === OLDEST ? `${from} and older` : `${from} to ${end - 1}`;
  return {
    id: end === OLDEST ? `${from}-up` : `${from}-${end - 1}`,
    name,
    ways: [all(isAged(from), isUnder(end)), all(number("at_least", from), number("less_than", end))],
  };
}

function isAged(years: number): Condition {
  return { kind: "attribute", attribute: "birth_date", op: "in", window: { ago: { to: years, unit: "year" } } };
}

function isUnder(years: number): Condition {
  return { kind: "attribute", attribute: "birth_date", op: "not_in", window: { ago: { to: years, unit: "year" } } };
}

function number(op: string, value: number): Condition {
  return { kind: "attribute", attribute: "age", op, value };
}

function unknown(): SmartCard {
  return { id: "unknown", name: "Age unknown", ways: [is("birth_date", "is_unknown"), is("age", "is_unknown")] };
}
