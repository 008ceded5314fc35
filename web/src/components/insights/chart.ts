import type { KeyboardEvent } from "react";
import type { ShownBar } from "./shown-bar.ts";

export interface ChartProps {
  readonly bars: readonly ShownBar[];
  /** Whether the base is drawn too. */
  readonly compared: boolean;
  /** Pixels. */
  readonly width: number;
  /** What is drawn, for those who hear it. */
  readonly label: string;
  readonly saidOf: (bar: ShownBar) => string;
  readonly selected: ShownBar | undefined;
  readonly onSelect: (bar: ShownBar) => void;
}

/** What makes a part of a drawing a button. */
export function buttonProps(bar: ShownBar, { saidOf, selected, onSelect }: Pick<ChartProps, "saidOf" | "selected" | "onSelect">) {
  return {
    role: "button",
    tabIndex: 0,
    "aria-label": saidOf(bar),
    "aria-pressed": selected?.label === bar.label && selected.kind === bar.kind,
    onClick: () => onSelect(bar),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onSelect(bar);
    },
  } as const;
}

/** A round number that is not smaller, for the end of an axis of shares. */
export function axisEnd(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const found = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((times) => times * power >= most * 0.999) ?? 10;
  return Math.min(1, found * power);
}
