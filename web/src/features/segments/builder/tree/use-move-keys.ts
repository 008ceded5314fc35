import type { KeyboardEvent } from "react";
import type { Path } from "../../../../../../src/errors.ts";
import { moveStep } from "./moves.ts";
import { useTree } from "./tree-scope.ts";

/** Alt + ↑ and ↓ move the node that has the keyboard; the innermost one, when they are nested. */
export function useMoveKeys(path: Path): (event: KeyboardEvent<HTMLElement>) => void {
  const { apply } = useTree();
  return (event) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
    if (!event.altKey || step === undefined) return;
    const focused = event.target instanceof HTMLElement ? event.target : undefined;
    if (focused?.closest("[data-path]") !== event.currentTarget) return;
    event.preventDefault();
    event.stopPropagation();
    const control = focused.getAttribute("aria-label") ?? "";
    apply((condition) => moveStep(condition, path, step), { focus: { control } });
  };
}
