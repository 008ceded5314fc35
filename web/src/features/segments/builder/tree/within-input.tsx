import type { Duration } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { unitWord, windows } from "../../../../texts/windows.ts";
import { Choice } from "../inputs/choice.tsx";
import { NumberInput } from "../inputs/number-input.tsx";
import { UNSAID } from "../inputs/window-form.ts";

interface WithinInputProps {
  /** Undefined: at any later time. */
  readonly within: Duration | undefined;
  readonly absent: boolean;
  readonly invalid: boolean;
  readonly onChange: (within: Duration | undefined) => void;
}

const UNITS = ["minute", "hour", "day", "week"] as const;

/** How long after the step before it. */
export function WithinInput({ within, absent, invalid, onChange }: WithinInputProps) {
  return (
    <>
      <Choice
        label={texts.within}
        value={within === undefined ? "ever" : "within"}
        options={[
          { value: "ever", label: absent ? texts.untilNow : texts.anyLater },
          { value: "within", label: texts.withinTime, word: texts.withinWord },
        ]}
        invalid={invalid}
        onChange={(next) => onChange(next === "within" ? { value: 24, unit: "hour" } : undefined)}
      />
      {within && (
        <>
          <NumberInput
            label={texts.withinAmount}
            value={Number.isNaN(within.value) ? undefined : within.value}
            step={1}
            invalid={invalid}
            onChange={(value) => onChange({ ...within, value: value ?? UNSAID })}
          />
          <Choice
            label={windows.unit}
            value={within.unit}
            options={UNITS.map((unit) => ({ value: unit, label: unitWord(unit, within.value) }))}
            onChange={(unit) => onChange({ ...within, unit })}
          />
        </>
      )}
    </>
  );
}
