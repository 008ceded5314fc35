import { conditions as texts } from "../../../../texts/conditions.ts";
import { NumberInput } from "./number-input.tsx";

interface PairInputProps {
  readonly labels: readonly [string, string];
  readonly value: readonly number[];
  readonly onChange: (value: readonly number[] | undefined) => void;
  readonly invalid?: boolean;
  readonly step?: number;
}

/** Two numbers, both ends included. A half-filled pair is kept as one number, which `check` asks to complete. */
export function PairInput({ labels, value, onChange, invalid = false, step }: PairInputProps) {
  const [low, high] = value;
  const report = (nextLow: number | undefined, nextHigh: number | undefined) =>
    onChange(nextLow === undefined ? undefined : nextHigh === undefined ? [nextLow] : [nextLow, nextHigh]);
  const stepping = step === undefined ? {} : { step };
  return (
    <>
      <NumberInput label={labels[0]} value={low} onChange={(next) => report(next, high)} invalid={invalid} {...stepping} />
      <span>{texts.and}</span>
      <NumberInput label={labels[1]} value={high} onChange={(next) => report(low, next)} invalid={invalid} {...stepping} />
    </>
  );
}
