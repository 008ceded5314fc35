import { CloseButton } from "@mantine/core";
import { useMemo, useState } from "react";
import { formatCount } from "../../../../format/number.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { afterPress } from "../press.ts";
import classes from "./inputs.module.css";
import { ManyList } from "./many-list.tsx";
import { Suggested, type ValuesSource } from "./suggested.tsx";
import { typedNumber } from "../../../../../../src/segment/typed-number.ts";

interface ManyInputProps {
  readonly type: "text" | "number";
  readonly values: readonly (string | number)[];
  readonly onChange: (values: readonly string[] | readonly number[]) => void;
  readonly source?: ValuesSource | undefined;
  readonly invalid?: boolean;
}

const SHOWN = 12;

/** Many values: Enter adds the one being typed, a paste adds one for each line. Long lists are edited as text. */
export function ManyInput({ type, values, onChange, source, invalid }: ManyInputProps) {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const shown = values.slice(0, SHOWN);
  const chosen = useMemo(() => new Set(values), [values]);

  const set = (next: readonly (string | number)[]) => {
    const distinct = [...new Set(next)];
    onChange(type === "number" ? distinct.filter((value) => typeof value === "number") : distinct.map(String));
  };
  const add = (lines: readonly string[]) => {
    const known = lines.filter((line) => line !== "");
    const misread = type === "number" ? known.find((line) => typedNumber(line) === undefined) : undefined;
    setError(misread === undefined ? undefined : texts.notNumber(misread));
    if (misread !== undefined) return;
    setTyped("");
    if (known.length > 0) set([...values, ...known.map((line) => (type === "number" ? (typedNumber(line) ?? line) : line))]);
  };

  return (
    <div
      className={classes.many}
      data-invalid={invalid || error !== undefined || undefined}
      onClick={(event) => event.currentTarget.querySelector("input")?.focus()}
    >
      {shown.map((value) => (
        <span key={value} className={classes.tag}>
          <span>{value}</span>
          <CloseButton
            size="xs"
            aria-label={texts.valueRemove(String(value))}
            onClick={() => set(values.filter((one) => one !== value))}
          />
        </span>
      ))}
      <Suggested source={source} search={typed} without={chosen} onPick={(value) => add([value])}>
        {({ open, close, picking }) => (
          <input
            aria-label={texts.values}
            aria-invalid={invalid || error !== undefined || undefined}
            placeholder={values.length === 0 ? texts.valuesAdd : ""}
            inputMode={type === "number" ? "decimal" : "text"}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              open();
              setTyped(event.currentTarget.value);
              setError(undefined);
            }}
            onFocus={open}
            onBlur={() => {
              close();
              afterPress(() => add([typed]));
            }}
            onPaste={(event) => {
              const lines = event.clipboardData.getData("text/plain").split(/\r?\n/);
              if (lines.length < 2) return;
              event.preventDefault();
              add(lines);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && picking()) return;
              if (event.key === "Enter" && !event.nativeEvent.isComposing) {
                event.preventDefault();
                add([typed]);
              } else if (event.key === "Backspace" && typed === "" && values.length > 0) {
                set(values.slice(0, -1));
              }
            }}
          />
        )}
      </Suggested>
      {values.length > 0 && (
        <ManyList
          label={values.length > SHOWN ? texts.valuesMore(formatCount(values.length - SHOWN)) : texts.valuesEdit}
          type={type}
          values={values}
          onChange={set}
        />
      )}
      {error !== undefined && (
        <span className={classes.error} role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
