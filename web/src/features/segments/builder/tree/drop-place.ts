import type { Path } from "../../../../../../src/errors.ts";

/** A place between conditions. */
export interface DropPlace {
  readonly group: Path;
  /** Before the child that stands at this index. */
  readonly index: number;
  /** The line that shows it, inside of the tree. */
  readonly line: { readonly top: number; readonly left: number; readonly width: number };
}

/** How much of a group's own edge stands for the place beside it. */
const EDGE = 12;

/** The place under the pointer: before or behind a condition, beside a group, or as its first or last. */
export function placeAt(tree: HTMLElement, { x, y }: { readonly x: number; readonly y: number }): DropPlace | undefined {
  const under = document.elementFromPoint(x, y);
  const node = under?.closest<HTMLElement>("[data-path]");
  if (!node || !tree.contains(node)) return undefined;
  const { top, bottom, left, width } = node.getBoundingClientRect();
  const frame = tree.getBoundingClientRect();
  const lineAt = (edge: number, indent = 0) => ({ top: edge - frame.top, left: left - frame.left + indent, width: width - indent });
  const path = pathOf(node.dataset["path"]);
  const { inner, size } = node.dataset;
  const isLate = y > (top + bottom) / 2;

  if (inner !== undefined && y > top + EDGE && y < bottom - EDGE) {
    const head = node.querySelector<HTMLElement>(":scope > ul")?.getBoundingClientRect();
    const last = head === undefined || y > (head.top + head.bottom) / 2;
    const edge = head === undefined ? bottom : last ? head.bottom : head.top;
    return { group: pathOf(inner), index: last ? Number(size) : 0, line: lineAt(edge, EDGE) };
  }
  const at = path.at(-1);
  const line = lineAt(isLate ? bottom : top);
  if (typeof at !== "number") return { group: path, index: isLate ? 1 : 0, line };
  return { group: path.slice(0, -2), index: isLate ? at + 1 : at, line };
}

function pathOf(written: string | undefined): Path {
  const path: unknown = written === undefined ? [] : JSON.parse(written);
  return Array.isArray(path) ? path.filter((step) => typeof step === "string" || typeof step === "number") : [];
}
