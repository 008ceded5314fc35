import type { EventCondition } from "../../../../../../src/segment/ast.ts";
import { type CountOperator, countOperators } from "../../../../../../src/segment/operators.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { Choice } from "../inputs/choice.tsx";
import { NumberInput } from "../inputs/number-input.tsx";
import { PairInput } from "../inputs/pair-input.tsx";

interface CountControlsProps {
  readonly condition: EventCondition;
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (fields: Partial<EventCondition>, typing?: string) => void;
}

const options = countOperators.map(({ op, label, help }) => ({ value: op, label, help }));

/** `at least 2 times`. Left out of a definition it means at least once. */
export function CountControls({ condition, wrong, onChange }: CountControlsProps) {
  const { op = "at_least" } = condition;
  const value = condition.op === undefined ? 1 : condition.value;
  const row = countOperators.find((one) => one.op === op);
  const single = typeof value === "number" ? value : value?.[0];
  const invalid = wrong.has("value");
  const setOp = (next: CountOperator) => {
    const pair = countOperators.find((one) => one.op === next)?.value === "pair";
    const low = single ?? 1;
    onChange({ op: next, value: pair ? [low, typeof value === "object" ? (value[1] ?? low) : low + 1] : low });
  };

  return (
    <>
      <Choice<string>
        label={texts.count}
        value={op}
        options={options}
        invalid={wrong.has("op")}
        onChange={(next) => {
          const known = countOperators.find((one) => one.op === next);
          if (known) setOp(known.op);
        }}
      />
      {row?.value === "pair" ? (
        <PairInput
          labels={[texts.countLow, texts.countHigh]}
          value={typeof value === "object" ? value : []}
          onChange={(next) => onChange({ op, value: next }, "value")}
          invalid={invalid}
          step={1}
        />
      ) : (
        <NumberInput
          label={texts.countValue}
          value={single}
          onChange={(next) => onChange({ op, value: next }, "value")}
          invalid={invalid}
          step={1}
        />
      )}
      <span>{texts.timesWord(single === 1 && row?.value !== "pair")}</span>
    </>
  );
}
