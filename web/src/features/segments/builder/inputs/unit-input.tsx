import type { CalendarUnit, Unit } from "../../../../../../src/segment/ast.ts";
import { unitWord, windows as texts } from "../../../../texts/windows.ts";
import { Choice } from "./choice.tsx";
import { calendarUnits, units } from "./window-form.ts";

interface UnitInputProps {
  readonly unit: Unit;
  /** How many of them, for the right form of the word. */
  readonly count: number;
  readonly onChange: (unit: Unit) => void;
}

export function UnitInput({ unit, count, onChange }: UnitInputProps) {
  const options = units.map((one) => ({ value: one, label: unitWord(one, count) }));
  return <Choice label={texts.unit} value={unit} options={options} onChange={onChange} />;
}

interface PeriodInputProps {
  readonly unit: CalendarUnit;
  readonly onChange: (unit: CalendarUnit) => void;
}

/** A calendar period. */
export function PeriodInput({ unit, onChange }: PeriodInputProps) {
  const options = calendarUnits.map((one) => ({ value: one, label: unitWord(one, 1) }));
  return <Choice label={texts.period} value={unit} options={options} onChange={onChange} />;
}
