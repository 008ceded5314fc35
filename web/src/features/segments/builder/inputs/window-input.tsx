import type { Window } from "../../../../../../src/segment/ast.ts";
import type { Clock } from "../../../../../../src/segment/window.ts";
import { windows as texts } from "../../../../texts/windows.ts";
import { Choice } from "./choice.tsx";
import classes from "./inputs.module.css";
import { formOf, inForm, openForms, windowForms } from "./window-form.ts";
import { WindowTyped } from "./window-typed.tsx";
import { WindowFields } from "./window-fields.tsx";

interface WindowInputProps {
  /** Undefined: at any time, where that is allowed. */
  readonly window: Window | undefined;
  readonly onChange: (window: Window | undefined) => void;
  readonly clock: Clock;
  readonly allowAlways: boolean;
  /** Both ends must be said. */
  readonly bounded: boolean;
  readonly invalid: boolean;
}

/** Every window of the language, as a sentence of controls. */
export function WindowInput({ window, onChange, clock, allowAlways, bounded, invalid }: WindowInputProps) {
  const form = formOf(window);
  const offered = windowForms.filter(
    (one) => one === form || ((one !== "always" || allowAlways) && !(bounded && openForms.has(one))),
  );
  return (
    <span className={classes.phrase}>
      <Choice
        label={texts.form}
        value={form}
        options={offered.map((one) => ({ value: one, label: texts.forms[one], word: texts.words[one] }))}
        onChange={(next) => onChange(inForm(next, window, clock))}
        invalid={invalid}
      />
      {window !== undefined && <WindowFields window={window} onChange={onChange} clock={clock} invalid={invalid} />}
      <WindowTyped
        clock={clock}
        onRead={(next) => {
          if (!(bounded && openForms.has(formOf(next)))) onChange(next);
        }}
      />
    </span>
  );
}
