import type { Window } from "../../../../../../src/segment/ast.ts";
import type { Clock } from "../../../../../../src/segment/window.ts";
import { windows as texts } from "../../../../texts/windows.ts";
import { DayInput } from "./day-input.tsx";
import { NumberInput } from "./number-input.tsx";
import { PeriodInput, UnitInput } from "./unit-input.tsx";
import { UNSAID } from "./window-form.ts";

interface WindowFieldsProps {
  readonly window: Window;
  readonly onChange: (window: Window) => void;
  readonly clock: Clock;
  readonly invalid: boolean;
}

/** What a window of its form leaves to say: amounts, units, days. */
export function WindowFields({ window, onChange, clock, invalid }: WindowFieldsProps) {
  const amount = (label: string, value: number, set: (value: number) => void) => (
    <NumberInput
      label={label}
      value={Number.isNaN(value) ? undefined : value}
      onChange={(next) => set(next ?? UNSAID)}
      invalid={invalid}
      step={1}
    />
  );
  const day = (label: string, value: string, set: (value: string) => void) => (
    <DayInput label={label} value={value} onChange={(next) => set(next ?? "")} clock={clock} invalid={invalid} />
  );

  if ("last" in window) {
    const { last, unit } = window;
    return (
      <>
        {amount(texts.amount, last, (next) => onChange({ last: next, unit }))}
        <UnitInput unit={unit} count={last} onChange={(next) => onChange({ last, unit: next })} />
      </>
    );
  }
  if ("next" in window) {
    const { next: count, unit } = window;
    return (
      <>
        {amount(texts.amount, count, (next) => onChange({ next, unit }))}
        <UnitInput unit={unit} count={count} onChange={(next) => onChange({ next: count, unit: next })} />
      </>
    );
  }
  if ("this" in window) return <PeriodInput unit={window.this} onChange={(unit) => onChange({ this: unit })} />;
  if ("previous" in window) return <PeriodInput unit={window.previous} onChange={(unit) => onChange({ previous: unit })} />;
  if ("following" in window) return <PeriodInput unit={window.following} onChange={(unit) => onChange({ following: unit })} />;
  if ("ago" in window) {
    const { from, to, unit } = window.ago;
    return (
      <>
        {amount(from === undefined ? texts.amount : texts.nearAmount, to, (next) => onChange({ ago: { ...window.ago, to: next } }))}
        {from !== undefined && (
          <>
            <span>{texts.and}</span>
            {amount(texts.farAmount, from, (next) => onChange({ ago: { ...window.ago, from: next } }))}
          </>
        )}
        <UnitInput unit={unit} count={from ?? to} onChange={(next) => onChange({ ago: { ...window.ago, unit: next } })} />
        <span>{texts.ago}</span>
      </>
    );
  }
  if ("ahead" in window) {
    const { from, to, unit } = window.ahead;
    return (
      <>
        {amount(to === undefined ? texts.amount : texts.nearAmount, from, (next) => onChange({ ahead: { ...window.ahead, from: next } }))}
        {to !== undefined && (
          <>
            <span>{texts.and}</span>
            {amount(texts.farAmount, to, (next) => onChange({ ahead: { ...window.ahead, to: next } }))}
          </>
        )}
        <UnitInput unit={unit} count={to ?? from} onChange={(next) => onChange({ ahead: { ...window.ahead, unit: next } })} />
        <span>{texts.ahead}</span>
      </>
    );
  }
  return (
    <>
      {window.from !== undefined && day(texts.from, window.from, (from) => onChange({ ...window, from }))}
      {window.from !== undefined && window.to !== undefined && <span>{texts.and}</span>}
      {window.to !== undefined && day(texts.to, window.to, (to) => onChange({ ...window, to }))}
    </>
  );
}
