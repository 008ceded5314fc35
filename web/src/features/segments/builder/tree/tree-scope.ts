import { createContext, type PointerEvent, useContext } from "react";
import type { Catalog } from "../../../../../../src/catalog/types.ts";
import type { Path, Problem } from "../../../../../../src/errors.ts";
import type { Condition } from "../../../../../../src/segment/ast.ts";
import type { Counted } from "../../../../../../src/segment/counted.ts";
import type { Edited } from "../../../../../../src/segment/edit.ts";
import type { Clock } from "../../../../../../src/segment/window.ts";
import type { Question } from "../../../../api/audience.ts";
import type { Counts } from "../node-counts.ts";
import type { ReferredNames } from "../referred-names.ts";

export interface ApplyOptions {
  /** The field being typed in: typing on is one step of the history. */
  readonly typing?: string;
  /** Where the keyboard goes: to the first field of the edited node, or to the control of this name in it. */
  readonly focus?: "field" | { readonly control: string };
  /** Where the node was that is gone now: the keyboard goes to what stands there or before it. */
  readonly near?: Path;
}

export type CountKind = keyof Counted;

/** What every part of the condition tree works with. It does not change by an edit, so that only what was edited is drawn again. */
export interface TreeScope {
  readonly catalog: Catalog;
  readonly clock: Clock;
  /** Of what the definition refers to. */
  readonly names: ReferredNames;
  /** Who is in the segment without the condition in which this path leads; everyone while that is not complete. */
  readonly restOf: (path: Path) => Question;
  readonly startDrag: (event: PointerEvent<HTMLElement>, path: Path) => void;
  /** Shows the customers of one count of the condition at a path. */
  readonly open: (path: Path, kind: CountKind) => void;
  readonly apply: (edit: (condition: Condition) => Edited, options?: ApplyOptions) => void;
}

export const TreeContext = createContext<TreeScope | undefined>(undefined);

export function useTree(): TreeScope {
  const scope = useContext(TreeContext);
  if (!scope) throw new Error("a part of the condition tree stands outside of it");
  return scope;
}

export const CountsContext = createContext<Counts | undefined>(undefined);

export interface TreeFindings {
  readonly problems: readonly Problem[];
  /** What looks odd, and what the data says against a condition. */
  readonly warnings: readonly Warning[];
}

export interface Warning extends Problem {
  /** A saved segment of nearly the same customers. */
  readonly segment?: { readonly id: string; readonly name: string };
  /** It is of before the last edit. */
  readonly old?: true;
}

export const FindingsContext = createContext<TreeFindings>({ problems: [], warnings: [] });

/** What is to be said at the node of this path; `inner` is where it stands inside of its negations. */
export function useFindings(path: Path, inner: Path): TreeFindings {
  const { problems, warnings } = useContext(FindingsContext);
  return { problems: findingsAt(problems, path, inner), warnings: findingsAt(warnings, path, inner) };
}

/** What is to be said at a node itself: of its fields, not of the nodes in it. */
function findingsAt<T extends Problem>(findings: readonly T[], path: Path, inner: Path): readonly T[] {
  return findings.filter(({ path: at = [] }) => {
    if (!path.every((key, index) => at[index] === key)) return false;
    const below = at.slice(inner.length);
    const inChild = below[0] === "where" || (below[0] === "of" && below.length > 1) || (below[0] === "steps" && below[2] === "where");
    return at.length < inner.length || !inChild;
  });
}

/** The fields of a node that are wrong, not merely still to be filled. */
export function wrongFields(problems: readonly Problem[], inner: Path): ReadonlySet<string> {
  return new Set(problems.filter((one) => !isUnfinished(one)).map(({ path = [] }) => String(path[inner.length] ?? "")));
}

/** Numbers are typed in: while they are not, something of the wrong type stands there. */
const TYPED: ReadonlySet<string> = new Set(["value", "percent", "offset"]);

/** Whether something is only not said yet. */
export function isUnfinished({ code, path = [] }: Problem): boolean {
  return code === "missing_field" || code === "empty_value" || (code === "wrong_type" && TYPED.has(String(path.at(-1))));
}
