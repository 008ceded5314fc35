import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import type { Path } from "../../../../../../src/errors.ts";
import type { Step } from "../../../../../../src/segment/ast.ts";
import { eventsNamed } from "../../../../../../src/segment/fields.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { Choice } from "../inputs/choice.tsx";
import { EventNames } from "./event-names.tsx";
import { Filters } from "./filters.tsx";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";
import { WithinInput } from "./within-input.tsx";

interface StepViewProps {
  readonly step: Step;
  readonly index: number;
  readonly steps: readonly Step[];
  readonly path: Path;
  readonly place: string;
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (step: Step, typing?: string) => void;
  readonly onMove: (by: 1 | -1) => void;
  /** Undefined: a sequence has at least two. */
  readonly onRemove: (() => void) | undefined;
}

/** One step of a sequence: `then did Order Completed within 24 hours`. */
export function StepView({ step, index, steps, path, place, wrong, onChange, onMove, onRemove }: StepViewProps) {
  const { catalog } = useTree();
  const isFirst = index === 0;
  const absent = step.absent === true;
  // Of an absent step the time is said only when nothing present follows.
  const takesWithin = !isFirst && (!absent || steps.slice(index + 1).every((later) => later.absent === true));
  const words = isFirst ? texts.firstStep : texts.laterStep;
  return (
    <li>
      <div role="group" aria-label={texts.step(place)} className={classes.step}>
        <div className={classes.line}>
          <div className={classes.sentence}>
            <Choice
              label={texts.happened}
              value={absent ? "not" : "did"}
              options={[
                { value: "did", label: words.did },
                { value: "not", label: words.not },
              ]}
              invalid={wrong.has("absent")}
              onChange={(next) => onChange({ ...step, absent: next === "not" ? true : undefined })}
            />
            <EventNames event={step.event} invalid={wrong.has("event")} onChange={(event) => onChange({ ...step, event })} />
            {(takesWithin || step.within !== undefined) && (
              <WithinInput
                within={step.within}
                absent={absent}
                invalid={wrong.has("within")}
                onChange={(within) => onChange({ ...step, within }, "within")}
              />
            )}
          </div>
          <div className={classes.tools}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={texts.stepUp(place)}
              title={texts.moveUp}
              disabled={isFirst}
              onClick={() => onMove(-1)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={texts.stepDown(place)}
              title={texts.moveDown}
              disabled={index === steps.length - 1}
              onClick={() => onMove(1)}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            {onRemove && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={texts.stepRemove(place)}
                title={texts.actions.remove}
                onClick={onRemove}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </div>
        </div>
        <Filters
          where={step.where}
          path={[...path, "where"]}
          place={place}
          subject={{ kind: "event", events: eventsNamed(catalog, step.event) }}
        />
      </div>
    </li>
  );
}
