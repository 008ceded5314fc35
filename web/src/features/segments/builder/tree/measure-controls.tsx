import type { EventType } from "../../../../../../src/catalog/types.ts";
import type { Counted, EventCondition } from "../../../../../../src/segment/ast.ts";
import { measureOf, measureRow, measures } from "../../../../../../src/segment/measures.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { Choice } from "../inputs/choice.tsx";
import { CountControls } from "./count-controls.tsx";
import { measurable, measureOn, withMeasure } from "./measure.ts";
import { Picker } from "./picker.tsx";
import classes from "./tree.module.css";

interface MeasureControlsProps {
  readonly condition: EventCondition;
  readonly events: readonly EventType[];
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (fields: Partial<EventCondition>, typing?: string) => void;
}

/** `at least 2 times`, `at least 3 different values of product`, `with the sum of revenue at least 200`. */
export function MeasureControls({ condition, events, wrong, onChange }: MeasureControlsProps) {
  const measure = measureOf(condition);
  const isAmount = measureRow(measure.fn)?.value === "amount";
  const isOne = condition.op === undefined || condition.value === 1;
  const property = "property" in measure ? measure.property : undefined;
  const offered = measures.filter((row) => row.fn === measure.fn || measurable(events, row.property).options.length > 0);

  const { kind, event } = condition;
  const measured = condition.measure && { measure: condition.measure };
  const exampleOf = events.length > 0 ? (counted: Counted) => ({ kind, event, ...measured, ...counted }) : undefined;
  const compared = (
    <CountControls
      counted={condition}
      names={isAmount ? texts.amount : texts.count}
      isAmount={isAmount}
      exampleOf={exampleOf}
      wrong={wrong}
      onChange={onChange}
    />
  );
  return (
    <>
      {isAmount ? <span>{texts.with}</span> : compared}
      <Choice
        label={texts.measure}
        value={measure.fn}
        options={offered.map(({ fn, label, help }) => ({ value: fn, label, help, word: texts.measureWord(fn, isOne) }))}
        onChange={(fn) => {
          const row = measureRow(fn);
          if (row) onChange(withMeasure(condition, row, events));
        }}
      />
      {property !== undefined && (
        <Picker
          label={texts.measureProperty}
          search={texts.searchOf.event}
          groups={[measurable(events, measureRow(measure.fn)?.property ?? "any")]}
          className={classes.name}
          invalid={wrong.has("measure")}
          onPick={(name) => onChange({ measure: measureOn(measure.fn, name) })}
        >
          {property}
        </Picker>
      )}
      {isAmount && compared}
    </>
  );
}
