import { CloseButton } from "@mantine/core";
import { Fragment } from "react";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { eventGroup, picked } from "./fields.ts";
import { Picker } from "./picker.tsx";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface EventNamesProps {
  readonly event: string | readonly string[];
  readonly onChange: (event: string | readonly string[]) => void;
  readonly invalid: boolean;
}

/** `Order Completed or Order Updated`: one event, or any of several. */
export function EventNames({ event, onChange, invalid }: EventNamesProps) {
  const { catalog } = useTree();
  const names = typeof event === "string" ? [event] : event;
  const others = eventGroup(catalog);
  const unnamed = { ...others, options: others.options.filter(({ label }) => !names.includes(label)) };
  const set = (next: readonly string[]) => onChange(next.length === 1 && next[0] !== undefined ? next[0] : next);
  return (
    <>
      {names.map((name, index) => (
        <Fragment key={name}>
          {index > 0 && <span>{texts.or}</span>}
          <span className={classes.event}>
            <Picker
              label={texts.event}
              search={texts.searchEvents}
              groups={[unnamed]}
              className={classes.name}
              invalid={invalid && name !== ""}
              onPick={(choice) => set(names.with(index, picked(choice).name))}
            >
              {name === "" ? <span className={classes.unsaid}>{texts.chooseEvent}</span> : name}
            </Picker>
            {names.length > 1 && (
              <CloseButton size={24} aria-label={texts.removeEvent(name)} onClick={() => set(names.filter((one) => one !== name))} />
            )}
          </span>
        </Fragment>
      ))}
      {unnamed.options.length > 0 && names[0] !== "" && (
        <Picker
          label={texts.orEvent}
          search={texts.searchEvents}
          groups={[unnamed]}
          className={classes.quiet}
          onPick={(choice) => set([...names, picked(choice).name])}
        >
          + {texts.or}
        </Picker>
      )}
    </>
  );
}
