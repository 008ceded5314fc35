import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Path } from "../../../../../../src/errors.ts";
import type { Condition } from "../../../../../../src/segment/ast.ts";
import { move } from "../../../../../../src/segment/edit.ts";
import { type DropPlace, placeAt } from "./drop-place.ts";

export interface Drag {
  readonly from: Path;
  /** Where it would land; undefined: nowhere. */
  readonly to: DropPlace | undefined;
}

/** How near the edge of the window the page scrolls, and by how much a frame. */
const EDGE = 70;
const SCROLL = 14;

/** Moves a node with the pointer: from its handle to where a line shows. Escape leaves everything as it was. */
export function useDrag(tree: RefObject<HTMLElement | null>, where: () => Condition, onDrop: (from: Path, to: DropPlace) => void) {
  const [drag, setDrag] = useState<Drag>();
  const pointer = useRef({ x: 0, y: 0 });
  const now = useRef<Drag>(undefined);
  const set = useCallback((next: Drag | undefined) => {
    now.current = next;
    setDrag(next);
  }, []);

  const look = useCallback(() => {
    const [root, dragged] = [tree.current, now.current];
    if (!root || !dragged) return;
    const to = placeAt(root, pointer.current);
    const fits = to !== undefined && move(where(), dragged.from, to.group, to.index).changed;
    if (JSON.stringify(to) !== JSON.stringify(dragged.to) || !fits) set({ ...dragged, to: fits ? to : undefined });
  }, [tree, where, set]);

  const start = useCallback(
    (event: ReactPointerEvent<HTMLElement>, from: Path) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointer.current = { x: event.clientX, y: event.clientY };
      set({ from, to: undefined });
    },
    [set],
  );

  const dragging = drag !== undefined;
  useEffect(() => {
    if (!dragging) return;
    let frame = 0;
    const onMove = (event: PointerEvent) => {
      pointer.current = { x: event.clientX, y: event.clientY };
      look();
    };
    const onUp = () => {
      const dropped = now.current;
      set(undefined);
      if (dropped?.to) onDrop(dropped.from, dropped.to);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") set(undefined);
    };
    const cancel = () => set(undefined);
    const scroll = () => {
      const { y } = pointer.current;
      const by = y < EDGE ? -SCROLL : y > window.innerHeight - EDGE ? SCROLL : 0;
      if (by !== 0) {
        window.scrollBy(0, by);
        look();
      }
      frame = requestAnimationFrame(scroll);
    };
    frame = requestAnimationFrame(scroll);
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", onUp);
    window.addEventListener("pointercancel", cancel);
    window.addEventListener("keydown", onKey);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("pointerup", onUp);
      window.removeEventListener("pointercancel", cancel);
      window.removeEventListener("keydown", onKey);
    };
  }, [dragging, look, onDrop, set]);

  return { drag, start };
}
