import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from "react";

/** So far below an item the pointer is still taken to be over it. */
const BELOW = 40;

/** Moves the items of a list with the pointer, as it goes over the others: also by a finger. Escape lets go. */
export function useDragOrder(list: RefObject<HTMLElement | null>, move: (from: number, to: number) => void) {
  const [dragged, setDragged] = useState<number>();
  const moving = useRef(move);
  moving.current = move;

  useEffect(() => {
    if (dragged === undefined) return;
    const onMove = ({ clientY }: PointerEvent) => {
      const items = [...(list.current?.children ?? [])].map((item) => item.getBoundingClientRect());
      const own = items[dragged];
      if (!own) return;
      // Only past the middle of a neighbour, so that two of unlike heights do not change places again and again.
      const isOver = ({ top, bottom }: DOMRect, at: number): boolean => {
        const middle = (top + bottom) / 2;
        return at < dragged ? clientY < middle : at > dragged && clientY > middle && clientY < bottom + BELOW;
      };
      const to = items.findIndex(isOver);
      if (to < 0) return;
      moving.current(dragged, to);
      setDragged(to);
    };
    const stop = () => setDragged(undefined);
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === "Escape") stop();
    };
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", stop);
    window.addEventListener("pointercancel", stop);
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("pointerup", stop);
      window.removeEventListener("pointercancel", stop);
      window.removeEventListener("keydown", onKey);
    };
  }, [dragged, list]);

  const start = (event: ReactPointerEvent, at: number) => {
    if (event.button === 0) setDragged(at);
  };
  return { dragged, start };
}
