import { conditions as texts } from "../../../../texts/conditions.ts";
import classes from "./inputs.module.css";

interface ClockInputProps {
  /** The first and the last number there is. */
  readonly clock: readonly [first: number, last: number];
  readonly values: readonly number[];
  readonly onChange: (values: readonly number[]) => void;
  readonly invalid?: boolean;
}

/** Days of the week, or hours of the day: each is switched on or off. */
export function ClockInput({ clock: [first, last], values, onChange, invalid }: ClockInputProps) {
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const isWeek = numbers.length === texts.weekdays.length;
  const toggle = (number: number) => {
    const next = values.includes(number) ? values.filter((one) => one !== number) : [...values, number];
    onChange(next.toSorted((one, other) => one - other));
  };
  return (
    <span
      role="group"
      aria-label={isWeek ? texts.weekdaysLabel : texts.hoursLabel}
      className={classes.clock}
      data-invalid={invalid || undefined}
    >
      {numbers.map((number, index) => (
        <button key={number} type="button" aria-pressed={values.includes(number)} onClick={() => toggle(number)}>
          {isWeek ? texts.weekdays[index] : String(number).padStart(2, "0")}
        </button>
      ))}
    </span>
  );
}
