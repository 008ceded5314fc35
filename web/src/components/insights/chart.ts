import type { KeyboardEvent } from "react";
import { barKey, type ShownBar } from "./shown-bar.ts";

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
    "aria-pressed": selected !== undefined && barKey(selected) === barKey(bar),
    onClick: () => onSelect(bar),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onSelect(bar);
    },
  } as const;
}
