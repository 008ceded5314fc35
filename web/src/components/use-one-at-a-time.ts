import { useRef } from "react";

/** Runs one at a time: what is pressed again before the page has drawn that it runs is left out. */
export function useOneAtATime<Given extends readonly unknown[]>(run: (...given: Given) => Promise<unknown>): (...given: Given) => void {
  const running = useRef(false);
  return (...given) => {
    if (running.current) return;
    running.current = true;
    // What fails says so itself.
    void run(...given)
      .catch(() => undefined)
      .finally(() => (running.current = false));
  };
}
