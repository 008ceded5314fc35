import { CloseButton } from "@mantine/core";
import { Fragment } from "react";
import type { Path } from "../../../../../../src/errors.ts";
import type { EventCondition } from "../../../../../../src/segment/ast.ts";
import { replace } from "../../../../../../src/segment/edit.ts";
import { eventsNamed } from "../../../../../../src/segment/fields.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { WindowInput } from "../inputs/window-input.tsx";
import { eventGroup, eventName } from "./fields.ts";
import { MeasureControls } from "./measure-controls.tsx";
import { Picker } from "./picker.tsx";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface EventSentenceProps {
  readonly condition: EventCondition;
  readonly path: Path;
  readonly wrong: ReadonlySet<string>;
}

/** `did Order Completed at least 2 times in the last 30 days`. */
export function EventSentence({ condition, path, wrong }: EventSentenceProps) {
  const { catalog, clock, apply } = useTree();
  const names = typeof condition.event === "string" ? [condition.event] : condition.event;
  const others = eventGroup(catalog);
  const unnamed = { ...others, options: others.options.filter(({ label }) => !names.includes(label)) };
  const set = (fields: Partial<EventCondition>, typing?: string) =>
    apply(
      (tree) => replace(tree, path, { ...condition, ...fields }),
      typing ? { typing: JSON.stringify([...path, typing]) } : {},
    );
  const setNames = (next: readonly string[]) => set({ event: next.length === 1 && next[0] !== undefined ? next[0] : next });

  return (
    <>
      <span>{texts.did}</span>
      {names.map((name, index) => (
        <Fragment key={name}>
          {index > 0 && <span>{texts.or}</span>}
          <span className={classes.event}>
            <Picker
              label={texts.event}
              search={texts.searchEvents}
              groups={[unnamed]}
              className={classes.name}
              invalid={wrong.has("event")}
              onPick={(picked) => setNames(names.with(index, eventName(picked)))}
            >
              {name}
            </Picker>
            {names.length > 1 && (
              <CloseButton
                size={24}
                aria-label={texts.removeEvent(name)}
                onClick={() => setNames(names.filter((one) => one !== name))}
              />
            )}
          </span>
        </Fragment>
      ))}
      {unnamed.options.length > 0 && (
        <Picker
          label={texts.orEvent}
          search={texts.searchEvents}
          groups={[unnamed]}
          className={classes.quiet}
          onPick={(picked) => setNames([...names, eventName(picked)])}
        >
          + {texts.or}
        </Picker>
      )}
      <MeasureControls condition={condition} events={eventsNamed(catalog, condition.event)} wrong={wrong} onChange={set} />
      <WindowInput
        window={condition.window}
        onChange={(window) => set({ window }, "window")}
        clock={clock}
        allowAlways
        bounded={false}
        invalid={wrong.has("window")}
      />
    </>
  );
}
