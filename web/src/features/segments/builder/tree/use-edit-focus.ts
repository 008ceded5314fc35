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
    const node = tree.current && nodeNear(tree.current, path);
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

/** The node at a path; else the one before it, the one around it, and at last the whole tree. */
function nodeNear(tree: HTMLElement, path: Path): HTMLElement {
  if (path.length === 0) return tree;
  const node = tree.querySelector<HTMLElement>(`[data-path='${JSON.stringify(path)}']`);
  if (node) return node;
  const last = path.at(-1);
  const before = typeof last === "number" && last > 0;
  return nodeNear(tree, before ? path.with(-1, last - 1) : path.slice(0, -1));
}
