import type { KeyboardEvent } from "react";

/**
 * Closes by Escape only the innermost of what is open: left to itself the library (Mantine 9) closes every drawer at once. An open list
 * of options takes the key first.
 */
export function closingByEscape(close: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    const taken = event.target instanceof Element && event.target.getAttribute("data-mantine-stop-propagation") === "true";
    if (!taken) close();
  };
}

/** For what closes itself by Escape: the drawer around it stays. */
export function keepEscape(event: KeyboardEvent): void {
  if (event.key === "Escape") event.stopPropagation();
}
