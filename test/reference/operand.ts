import type { Test, Window } from "../../src/segment/ast.ts";

/** What an operator is given, by the shape that it needs. Each throws when the definition gives another. */

export function oneText({ value }: Test): string {
  if (typeof value !== "string" || value === "") throw new Error("one text is needed");
  return value;
}

export function manyTexts({ value }: Test): string[] {
  if (typeof value !== "object" || value.length === 0) throw new Error("a list of texts is needed");
  return value.map((item) => oneText({ op: "", value: item }));
}

export function oneNumber({ value }: Test): number {
  if (typeof value !== "number") throw new Error("one number is needed");
  return value;
}

export function manyNumbers({ value }: Test): number[] {
  if (typeof value !== "object" || value.length === 0) throw new Error("a list of numbers is needed");
  return value.map((item) => oneNumber({ op: "", value: item }));
}

export function lowAndHigh(test: Test): { low: number; high: number } {
  const [low, high, ...rest] = manyNumbers(test);
  if (low === undefined || high === undefined || rest.length > 0 || low > high) throw new Error("low and high are needed");
  return { low, high };
}

export function oneWindow({ window }: Test): Window {
  if (window === undefined) throw new Error("a window is needed");
  return window;
}
