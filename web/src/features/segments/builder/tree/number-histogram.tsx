import type { Test } from "../../../../../../src/segment/ast.ts";
import { Histogram } from "../inputs/histogram.tsx";
import type { NumberRange } from "../inputs/histogram-chart.tsx";
import type { ValuesSource } from "../inputs/suggested.tsx";
import { isList } from "./tests.ts";

interface NumberHistogramProps {
  readonly test: Test;
  readonly source: ValuesSource;
  readonly onChange: (value: number | readonly number[]) => void;
}

const FROM: ReadonlySet<string> = new Set(["at_least", "greater_than"]);
const TO: ReadonlySet<string> = new Set(["at_most", "less_than"]);
const BOTH: ReadonlySet<string> = new Set(["between", "not_between"]);

/** Sets the ends of a comparison of numbers by dragging; nothing for the comparisons that have no ends. */
export function NumberHistogram({ test, source, onChange }: NumberHistogramProps) {
  const { op } = test;
  if (!FROM.has(op) && !TO.has(op) && !BOTH.has(op)) return null;
  return (
    <Histogram
      source={source}
      range={rangeOf(test)}
      onDrag={({ from, to }) => onChange(BOTH.has(op) ? [from, to] : FROM.has(op) ? from : to)}
    />
  );
}

function rangeOf({ op, value }: Test): NumberRange {
  const numbers = isList(value) ? value.filter((one) => typeof one === "number") : typeof value === "number" ? [value] : [];
  if (BOTH.has(op)) return { from: numbers[0], to: numbers[1] };
  return FROM.has(op) ? { from: numbers[0], to: undefined } : { from: undefined, to: numbers[0] };
}
