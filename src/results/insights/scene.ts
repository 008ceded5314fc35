import type { Catalog } from "../../catalog/types.ts";
import type { SetExpr } from "../../compiler/plan.ts";
import { graphPlan, setGraph } from "../../compiler/set-graph.ts";
import { setSql } from "../../compiler/set-sql.ts";
import { type Fragment, render } from "../../compiler/sql.ts";
import type { Workbench } from "../audience.ts";
import type { ComparedSets } from "./sets.ts";
import type { Both } from "./tile.ts";

export type Rows = (statement: Fragment) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** What tiles of one answer share. */
export interface Scene {
  readonly rows: Rows;
  readonly sets: ComparedSets;
  /** How many there are. */
  readonly sizes: Both;
  readonly timeZone: string;
  /** Values shown at most, where each is a bar. */
  readonly most: number;
  /** Of whom the values that are shown are the commonest. */
  readonly commonest: "segment" | "both";
}

const MOST_SECONDS = 60;

/** Runs `use` while both sets are there. */
export function onScene<T>(
  { leaves, storage }: Workbench,
  sets: { readonly segment: SetExpr; readonly base: SetExpr },
  shown: Omit<Scene, "rows" | "sets">,
  catalog: Catalog,
  signal: AbortSignal | undefined,
  use: (scene: Scene) => Promise<T>,
): Promise<T> {
  const { segment, base } = sets;
  const isEveryone = base.kind === "everyone";
  const needed = isEveryone ? [segment] : [segment, base];
  const graph = setGraph();
  for (const set of needed) graph.add(set);
  return leaves.with({ leaves: graphPlan(graph).leaves, set: { kind: "or", of: needed } }, catalog, signal, (names) =>
    use({
      ...shown,
      rows: (statement) => storage.engine.rows(render(statement), { signal, settings: { max_execution_time: MOST_SECONDS } }),
      sets: { segment: setSql(segment, names), base: isEveryone ? undefined : setSql(base, names) },
    }),
  );
}
