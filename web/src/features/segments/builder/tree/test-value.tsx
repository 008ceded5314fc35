import type { ScalarType } from "../../../../../../src/catalog/types.ts";
import type { Test } from "../../../../../../src/segment/ast.ts";
import type { OperatorRow } from "../../../../../../src/segment/operators.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { windows } from "../../../../texts/windows.ts";
import { ClockInput } from "../inputs/clock-input.tsx";
import { DayInput } from "../inputs/day-input.tsx";
import { ManyInput } from "../inputs/many-input.tsx";
import { NumberInput } from "../inputs/number-input.tsx";
import { PairInput } from "../inputs/pair-input.tsx";
import type { ValuesSource } from "../inputs/suggested.tsx";
import { TextInput } from "../inputs/text-input.tsx";
import { WindowInput } from "../inputs/window-input.tsx";
import { isList } from "./tests.ts";
import { useTree } from "./tree-scope.ts";

interface TestValueProps {
  readonly test: Test;
  readonly row: OperatorRow;
  readonly type: ScalarType | undefined;
  readonly source: ValuesSource | undefined;
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (fields: Partial<Test>, typing?: string) => void;
}

/** The control for what an operator compares with: a row of the operator table each. */
export function TestValue({ test, row, type, source, wrong, onChange }: TestValueProps) {
  const { clock } = useTree();
  const { value } = test;
  const invalid = wrong.has("value");
  switch (row.value) {
    case "none":
      return null;
    case "one":
      return (type?.of ?? typeof value) === "number" ? (
        <NumberInput
          label={texts.value}
          value={typeof value === "number" ? value : undefined}
          onChange={(next) => onChange({ value: next }, "value")}
          invalid={invalid}
        />
      ) : (
        <TextInput
          label={texts.value}
          value={typeof value === "string" ? value : ""}
          onChange={(next) => onChange({ value: next }, "value")}
          source={row.pattern ? undefined : source}
          invalid={invalid}
        />
      );
    case "many":
      if (row.clock) {
        return (
          <ClockInput
            clock={row.clock}
            values={isList(value) ? value.filter((one) => typeof one === "number") : []}
            onChange={(next) => onChange({ value: next.length === 0 ? undefined : next })}
            invalid={invalid}
          />
        );
      }
      return (
        <ManyInput
          type={type?.of === "number" ? "number" : "text"}
          values={isList(value) ? value : []}
          onChange={(next) => onChange({ value: next.length === 0 ? undefined : next })}
          source={source}
          invalid={invalid}
        />
      );
    case "pair":
      return (
        <PairInput
          labels={[texts.low, texts.high]}
          value={isList(value) ? value.filter((one) => typeof one === "number") : []}
          onChange={(next) => onChange({ value: next }, "value")}
          invalid={invalid}
        />
      );
    case "day":
    case "day_or_instant":
      return (
        <DayInput
          label={windows.day}
          value={typeof value === "string" ? value : ""}
          onChange={(next) => onChange({ value: next })}
          clock={clock}
          invalid={invalid}
        />
      );
    case "window":
      return (
        <WindowInput
          window={test.window}
          onChange={(next) => onChange({ window: next }, "window")}
          clock={clock}
          allowAlways={false}
          bounded={row.bounded === true}
          invalid={wrong.has("window")}
        />
      );
  }
}
