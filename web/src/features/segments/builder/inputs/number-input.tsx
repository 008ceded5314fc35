import { useState } from "react";
import classes from "./inputs.module.css";
import { typedNumber } from "../../../../../../src/segment/typed-number.ts";

interface NumberInputProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly invalid?: boolean;
  /** The arrow keys step by this. Left out: they do not. */
  readonly step?: number;
}

/** One number. What is typed stays as typed while it means the same number. */
export function NumberInput({ label, value, onChange, invalid, step }: NumberInputProps) {
  const [typed, setTyped] = useState("");
  const text = typedNumber(typed) === value && (value !== undefined || typed !== "") ? typed : printed(value);
  const misread = text.trim() !== "" && typedNumber(text) === undefined;
  const change = (next: string) => {
    setTyped(next);
    onChange(typedNumber(next));
  };

  return (
    <input
      className={`${classes.field} ${classes.number}`}
      inputMode="decimal"
      aria-label={label}
      aria-invalid={invalid || misread || undefined}
      placeholder="0"
      autoComplete="off"
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
        if (step === undefined || direction === 0 || event.altKey) return;
        event.preventDefault();
        change(String(Math.max(0, (value ?? 0) + direction * step)));
      }}
    />
  );
}

function printed(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}
