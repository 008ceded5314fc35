import type { ValueType } from "../catalog/types.ts";
import { invariant } from "../errors.ts";
import type { Value } from "../segment/ast.ts";

/** The value of a checked test, as what its operator takes. A value of another type is a bug of the check. */
export function text(value: Value | undefined): string {
  invariant(typeof value === "string", "a checked test has a text");
  return value;
}

export function texts(value: Value | undefined): string[] {
  invariant(Array.isArray(value), "a checked test has texts");
  return value.map(text);
}

/** Minus zero is zero. */
export function number(value: Value | undefined): number {
  invariant(typeof value === "number", "a checked test has a number");
  return value + 0;
}

export function numbers(value: Value | undefined): number[] {
  invariant(Array.isArray(value), "a checked test has numbers");
  return value.map(number);
}

export function pair(value: Value | undefined): [number, number] {
  const [low, high] = numbers(value);
  invariant(low !== undefined && high !== undefined, "a checked test has two numbers");
  return [low, high];
}

/** What to throw at an operator that the type does not have. */
export function unplanned(op: string, type: ValueType): Error {
  return new Error(`invariant broken: a checked definition has ${op} on ${type}`);
}
