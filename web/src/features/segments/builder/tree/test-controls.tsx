import type { ScalarType } from "../../../../../../src/catalog/types.ts";
import type { Test } from "../../../../../../src/segment/ast.ts";
import { operator, operatorsFor, takesMatch } from "../../../../../../src/segment/operators.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { Choice } from "../inputs/choice.tsx";
import type { ValuesSource } from "../inputs/suggested.tsx";
import { NumberHistogram } from "./number-histogram.tsx";
import { OperatorHelp } from "./operator-help.tsx";
import { TestValue } from "./test-value.tsx";
import { withOperator } from "./tests.ts";
import classes from "./tree.module.css";

interface TestControlsProps<T extends Test> {
  readonly test: T;
  /** Undefined: what is tested does not exist. */
  readonly type: ScalarType | undefined;
  /** The tested time is the event's own. */
  readonly isOwnTime?: boolean;
  /** There is a histogram of the numbers. */
  readonly histogram?: boolean;
  /** The values that there are; left out: nothing is suggested. */
  readonly source?: ValuesSource | undefined;
  readonly wrong: ReadonlySet<string>;
  /** `typing` names the field when it is being typed in. */
  readonly onChange: (test: T, typing?: string) => void;
}

const MATCHES = [
  { value: "any", label: texts.matches.any },
  { value: "all", label: texts.matches.all },
  { value: "none", label: texts.matches.none },
] as const;

/** Operator and value, as many controls as the operator needs. */
export function TestControls<T extends Test>(props: TestControlsProps<T>) {
  const { test, type, isOwnTime = false, histogram = false, source, wrong, onChange } = props;
  const row = operator(test.op);
  const fitting = type ? operatorsFor(type, isOwnTime) : row ? [row] : [];
  const set = (fields: Partial<Test>, typing?: string) => onChange({ ...test, ...fields }, typing);

  return (
    <>
      {row && type && takesMatch(row, type) && (
        <Choice
          label={texts.match}
          value={test.match ?? "any"}
          options={MATCHES}
          onChange={(match) => set({ match: match === "any" ? undefined : match })}
        />
      )}
      <Choice
        label={texts.operator}
        value={test.op}
        options={fitting.map(({ op, label, help }) => ({ value: op, label, help }))}
        fallback={row?.label ?? test.op}
        invalid={wrong.has("op")}
        onChange={(op) => {
          const next = operator(op);
          if (next && type) set(withOperator(test, next, type));
        }}
      />
      {row && type && source && <OperatorHelp row={row} type={type} of={source.of} />}
      {row && <TestValue test={test} row={row} type={type} source={source} wrong={wrong} onChange={set} />}
      {type?.kind === "value" && type.of === "number" && source && histogram && (
        <NumberHistogram test={test} source={source} onChange={(value) => set({ value }, "value")} />
      )}
      {test.caseSensitive && (
        <span className={classes.mark} title={texts.caseSensitiveHint} role="img" aria-label={texts.caseSensitiveHint}>
          {texts.caseSensitive}
        </span>
      )}
    </>
  );
}
