import type { Catalog } from "../catalog/types.ts";
import { plan } from "../compiler/plan-condition.ts";
import { type SetGraph, setGraph, type SetRef } from "../compiler/set-graph.ts";
import { AppError, type Path, type Problem } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import { check } from "../segment/check.ts";
import { isGroup, isNot } from "../segment/tree.ts";
import { asking, checked, receiptOf, type Timed, type Workbench } from "./audience.ts";
import { type NodeSets, nodeSets } from "./breakdown-sets.ts";
import type { Clock } from "./clock.ts";
import type { Question } from "./data.ts";
import type { Receipt } from "./receipt.ts";
import { sizesOf } from "./sizes.ts";

/** A saved segment that a definition is compared with. */
export interface SavedQuestion {
  readonly id: string;
  readonly name: string;
  readonly question: Question;
}

/**
 * What the data says against a definition: `contradiction`, `always_true`, `changes_nothing`, `zone_sensitive`, `near_duplicate`, and what
 * `check` finds in what is kept: `never_refreshed`, `never_exported`.
 */
export interface Finding extends Problem {
  readonly path: Path;
  /** Of a `near_duplicate`. */
  readonly segment?: { readonly id: string; readonly name: string; readonly jaccard: number };
}

export interface Lint {
  readonly receipt: Receipt;
  readonly findings: readonly Finding[];
}

/** The share of both in either from which on two segments count as nearly the same. */
const NEARLY = 0.95;
/** The zones whose days begin last and first. The signs are those of POSIX. */
const LAST_ZONE = "Etc/GMT+12";
const FIRST_ZONE = "Etc/GMT-14";

/**
 * Judges a definition by the customers that there are. `docs/api.md` says when what is found. Saved segments that no longer pass the
 * check are left out.
 *
 * @throws AppError `invalid_definition` with all problems
 */
export function lint(bench: Workbench, question: Question, saved: readonly SavedQuestion[], signal?: AbortSignal): Promise<Lint> {
  return asking(bench, question, signal, async (asked, catalog) => {
    const graph = setGraph();
    const { circumstances } = asked;
    const whole = graph.add(asked.plan.set);
    const nodes = nodeSets(asked.condition, graph, (leaf) => graph.add(plan(leaf, circumstances).set)).flatMap((node) => judged(node, graph, whole));
    const zones = [LAST_ZONE, FIRST_ZONE].flatMap((zone) => inZone(asked, catalog, zone, question.ownTimeZone, graph));
    const moved = zones[0] === undefined || zones[1] === undefined ? graph.nobody : apart(graph, zones[0], zones[1]);
    const others = (await passing(bench, saved, asked.now, catalog, signal)).map(({ set, ...other }) => {
      const ref = graph.add(set);
      return { ...other, both: graph.and(whole, ref), either: graph.or(whole, ref) };
    });
    const wanted = [
      whole,
      moved,
      ...nodes.flatMap(({ alone, after, changed }) => [alone, after, changed]),
      ...others.flatMap(({ both, either }) => [both, either]),
    ];
    const sizeOf = await sizesOf(bench, graph, wanted, catalog, signal);
    const receipt = receiptOf(bench, asked, sizeOf(whole));
    if (catalog.customers === 0) return { receipt, findings: [] };
    const kept = ofKept(asked);
    const found = withoutWhatFollows(kept, ofNodes(nodes, sizeOf, receipt));
    return { receipt, findings: [...kept, ...found, ...ofZones(sizeOf(moved)), ...others.flatMap((other) => ofOther(other, sizeOf))] };
  });
}

interface Judged {
  readonly path: Path;
  readonly isLeaf: boolean;
  /** Of several conditions; what is denied is what it denies. */
  readonly isGroup: boolean;
  readonly alone: SetRef;
  readonly after: SetRef;
  /** Who is in only with it, or only without it. */
  readonly changed: SetRef;
}

function judged({ path, node, sets }: NodeSets, graph: SetGraph, whole: SetRef): Judged[] {
  if (sets === null) return [];
  const isLeaf = node.kind !== "all" && node.kind !== "any" && node.kind !== "not";
  return [{ path, isLeaf, isGroup: isGroup(denied(node)), alone: sets.alone, after: sets.after, changed: apart(graph, whole, sets.without) }];
}

function denied(node: Condition): Condition {
  return isNot(node) ? denied(node.of) : node;
}

function apart(graph: SetGraph, one: SetRef, other: SetRef): SetRef {
  return graph.or(graph.minus(one, other), graph.minus(other, one));
}

function inZone(asked: Timed, catalog: Catalog, workspaceZone: string, ownZone: string | undefined, graph: SetGraph): SetRef[] {
  // All zones that are not a segment's own.
  const circumstances = { ...asked.circumstances, catalog, timeZone: ownZone ?? workspaceZone, workspaceZone };
  const { condition } = check(asked.condition, circumstances);
  return condition === undefined ? [] : [graph.add(plan(condition, circumstances).set)];
}

async function passing(bench: Workbench, saved: readonly SavedQuestion[], now: number, catalog: Catalog, signal: AbortSignal | undefined) {
  const clock: Clock = { now: () => now, timeZone: bench.clock.timeZone };
  const found = await Promise.all(
    saved.map(async ({ id, name, question }) => {
      try {
        const other = await checked(bench, question, catalog, clock, signal);
        return [{ id, name, set: other.plan.set }];
      } catch (error) {
        if (error instanceof AppError && error.code === "invalid_definition") return [];
        throw error;
      }
    }),
  );
  return found.flat();
}

function ofNodes(nodes: readonly Judged[], sizeOf: (ref: SetRef) => number, { count, base }: Receipt): Finding[] {
  const leaves = nodes.filter(({ isLeaf }) => isLeaf);
  const last = leaves.findLastIndex(({ after }) => sizeOf(after) > 0);
  const leavesNobody = count === 0 ? leaves[last + 1] : undefined;
  const idle: Path[] = [];
  return nodes.flatMap((node): Finding[] => {
    const { path, isLeaf, isGroup } = node;
    if (node === leavesNobody) {
      const alone = sizeOf(node.alone) === 0;
      const message = alone ? "No customer meets this condition." : "Nobody is left after this condition.";
      return [{ code: "contradiction", message, path, hint: "Loosen it, or what stands before it." }];
    }
    if (isLeaf && sizeOf(node.alone) === base) {
      return [{ code: "always_true", message: "Every customer meets this condition.", path, hint: "Remove it, or ask for more." }];
    }
    const isInside = idle.some((outer) => outer.every((step, at) => path[at] === step));
    if (path.length === 0 || isInside || count === 0 || sizeOf(node.changed) > 0) return [];
    idle.push(path);
    const what = isGroup ? "group" : "condition";
    return [{ code: "changes_nothing", message: `The same customers are in without this ${what}.`, path, hint: "Remove it, or switch it off." }];
  });
}

const NEVER_KEPT: ReadonlySet<string> = new Set(["never_refreshed", "never_exported"]);

function ofKept({ condition, circumstances }: Timed): Finding[] {
  const { warnings } = check(condition, circumstances);
  return warnings.filter(({ code }) => NEVER_KEPT.has(code)).map((warning) => ({ ...warning, path: (warning.path ?? []).slice(0, -1) }));
}

/** Of conditions on what was never kept: what else the data says of them follows from that. */
function withoutWhatFollows(kept: readonly Finding[], found: readonly Finding[]): readonly Finding[] {
  const isAround = (path: Path, inner: Path): boolean => path.every((step, at) => inner[at] === step) && inner.slice(path.length).every((step) => step === "of");
  return found.filter(({ path }) => !kept.some((one) => isAround(path, one.path)));
}

function ofZones(moved: number): Finding[] {
  if (moved === 0) return [];
  const message = `Whether ${moved === 1 ? "1 customer is" : `${moved} customers are`} in depends on the time zone.`;
  return [{ code: "zone_sensitive", message, path: [], hint: "Save the segment with a time zone of its own." }];
}

interface Other {
  readonly id: string;
  readonly name: string;
  readonly both: SetRef;
  readonly either: SetRef;
}

function ofOther({ id, name, both, either }: Other, sizeOf: (ref: SetRef) => number): Finding[] {
  const all = sizeOf(either);
  const jaccard = all === 0 ? 0 : sizeOf(both) / all;
  if (jaccard < NEARLY) return [];
  const message = `The saved segment “${name}” has ${jaccard === 1 ? "the same" : "nearly the same"} customers.`;
  return [{ code: "near_duplicate", message, path: [], hint: "Use that one, or say in the name how they differ.", segment: { id, name, jaccard } }];
}
