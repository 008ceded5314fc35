import type { EventCondition } from "../../../../../../src/segment/ast.ts";
import { type CountOperatorRow, countOperator, countOperators } from "../../../../../../src/segment/operators.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { Choice } from "../inputs/choice.tsx";
import { NumberInput } from "../inputs/number-input.tsx";
import { PairInput } from "../inputs/pair-input.tsx";

interface CountControlsProps {
  readonly condition: EventCondition;
  /** Any number is compared with, not a count. */
  readonly isAmount: boolean;
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (fields: Partial<EventCondition>, typing?: string) => void;
}

const rows: readonly CountOperatorRow[] = countOperators;

/** `at least 2`. Left out of a definition it means at least 1. */
export function CountControls({ condition, isAmount, wrong, onChange }: CountControlsProps) {
  const { op = "at_least" } = condition;
  const value = condition.op === undefined ? 1 : condition.value;
  const single = typeof value === "number" ? value : value?.[0];
  const names = isAmount ? texts.amount : texts.count;
  const invalid = wrong.has("value");
  const stepping = isAmount ? {} : { step: 1 };
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
      {countOperator(op)?.value === "pair" ? (
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
