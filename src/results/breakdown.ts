import { plan } from "../compiler/plan-condition.ts";
import { setGraph } from "../compiler/set-graph.ts";
import type { Path } from "../errors.ts";
import { asking, receiptOf, type Workbench } from "./audience.ts";
import { nodeSets } from "./breakdown-sets.ts";
import type { Question } from "./data.ts";
import type { Receipt } from "./receipt.ts";
import { sizesOf } from "./sizes.ts";

/**
 * What one node of a definition does, in exact numbers. All are null when the node is off, by its own mark, by a group's that it stands
 * in, or because all that it holds is off.
 */
export interface NodeCounts {
  /** Of the definition: `of` and indexes. Tests inside of an event are part of that event. */
  readonly path: Path;
  /** Who meets this node, whatever stands around it. */
  readonly alone: number | null;
  /**
   * Who is in when the definition is read from its top down to this node and no further: as if every condition that stands later were
   * off. In a group of all it is who remains after it; in a group of any, and below a negation, the number may grow from one node to
   * the next. Of a group: after the last of what it holds.
   */
  readonly after: number | null;
  /** Who would be in were this node off. */
  readonly without: number | null;
}

/** A count of the whole, with the counts of every node in the order of reading. */
export interface Breakdown {
  readonly receipt: Receipt;
  readonly nodes: readonly NodeCounts[];
}

/**
 * What each node of a definition does, in one statement over the sets of its conditions. Each number is the count of an edited
 * definition: of the node alone, with all later ones off, with the node off.
 *
 * @throws AppError `invalid_definition` with all problems
 */
export function breakdown(bench: Workbench, question: Question, signal?: AbortSignal): Promise<Breakdown> {
  return asking(bench, question, signal, async (asked, catalog) => {
    const graph = setGraph();
    const { circumstances } = asked;
    const nodes = nodeSets(asked.condition, graph, (leaf) => graph.add(plan(leaf, circumstances).set));
    const [root] = nodes;
    const wanted = nodes.flatMap(({ sets }) => (sets === null ? [] : [sets.alone, sets.after, sets.without]));
    const sizeOf = await sizesOf(bench, graph, wanted, catalog, signal);
    return {
      receipt: receiptOf(bench, asked, sizeOf(root?.sets?.alone ?? graph.everyone)),
      nodes: nodes.map(({ path, sets }) => ({
        path,
        alone: sets && sizeOf(sets.alone),
        after: sets && sizeOf(sets.after),
        without: sets && sizeOf(sets.without),
      })),
    };
  });
}
