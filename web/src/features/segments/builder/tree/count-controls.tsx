import type { Condition, Counted } from "../../../../../../src/segment/ast.ts";
import { type CountOperatorRow, countOperator, countOperators } from "../../../../../../src/segment/operators.ts";
import { Choice } from "../inputs/choice.tsx";
import { NumberInput } from "../inputs/number-input.tsx";
import { PairInput } from "../inputs/pair-input.tsx";
import { CountHelp } from "./operator-help.tsx";

/** How the controls are called. */
export interface CountNames {
  readonly op: string;
  readonly value: string;
  readonly low: string;
  readonly high: string;
}

interface CountControlsProps {
  readonly counted: Counted;
  readonly names: CountNames;
  /** Any number is compared with, not a count. */
  readonly isAmount?: boolean;
  /** What is counted, to show by an example what a comparison means; undefined while that is not said. */
  readonly exampleOf: ((counted: Counted) => Condition) | undefined;
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (fields: Counted, typing?: string) => void;
}

const rows: readonly CountOperatorRow[] = countOperators;

/** `at least 2`. Left out of a definition it means at least 1. */
export function CountControls({ counted, names, isAmount = false, exampleOf, wrong, onChange }: CountControlsProps) {
  const { op = "at_least" } = counted;
  const value = counted.op === undefined ? 1 : counted.value;
  const single = typeof value === "number" ? value : value?.[0];
  const invalid = wrong.has("value");
  const stepping = isAmount ? {} : { step: 1 };
  const row = countOperator(op);
  const low = Math.max(2, single ?? 2);
  const setOp = (next: CountOperatorRow) => {
    const low = single ?? 1;
    const high = typeof value === "object" ? (value[1] ?? low) : low + 1;
    onChange({ op: next.op, value: next.value === "pair" ? [low, high] : low });
  };

  return (
    <>
      <Choice
        label={names.op}
        value={op}
        options={rows.map((row) => ({ value: row.op, label: (isAmount && row.amountLabel) || row.label, help: row.help }))}
        fallback={op}
        invalid={wrong.has("op")}
        onChange={(next) => {
          const row = countOperator(next);
          if (row) setOp(row);
        }}
      />
      {row && exampleOf && <CountHelp row={row} example={exampleOf({ op, value: row.value === "pair" ? [low, low + 3] : low })} />}
      {row?.value === "pair" ? (
        <PairInput
          labels={[names.low, names.high]}
          value={typeof value === "object" ? value : []}
          onChange={(next) => onChange({ op, value: next }, "value")}
          invalid={invalid}
          {...stepping}
        />
      ) : (
        <NumberInput
          label={names.value}
          value={single}
          onChange={(next) => onChange({ op, value: next }, "value")}
          invalid={invalid}
          {...stepping}
        />
      )}
    </>
  );
}
