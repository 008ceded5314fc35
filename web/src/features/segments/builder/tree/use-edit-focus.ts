import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import type { Path } from "../../../../../../src/errors.ts";
import type { ApplyOptions } from "./tree-scope.ts";

interface Wanted {
  readonly path: Path;
  readonly focus: NonNullable<ApplyOptions["focus"]>;
}

/** What is to be filled comes before what is to be chosen. */
const FIELDS = ["input:not([type=radio])", "[role=combobox]", "button"];

/** Brings the keyboard to where an edit put its node, once it is drawn there. */
export function useEditFocus(tree: RefObject<HTMLElement | null>): (wanted: Wanted) => void {
  const next = useRef<Wanted>(undefined);
  useLayoutEffect(() => {
    if (!next.current) return;
    const { path, focus } = next.current;
    next.current = undefined;
    const node = tree.current?.querySelector<HTMLElement>(`[data-path='${JSON.stringify(path)}']`);
    if (!node) return;
    const named = focus === "field" ? null : node.querySelector<HTMLElement>(`[aria-label="${CSS.escape(focus.control)}"]`);
    const fields = FIELDS.flatMap((field) => node.querySelector<HTMLElement>(field) ?? []);
    (named ?? fields[0])?.focus();
    node.scrollIntoView({ block: "nearest" });
  });
  return useCallback((wanted) => {
    next.current = wanted;
  }, []);
}
