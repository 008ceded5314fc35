import type { Path, Problem } from "../../../src/errors.ts";
import type { Condition } from "../../../src/segment/ast.ts";
import { type Asking, type Question, questionKey } from "./audience.ts";
import { request } from "./client.ts";

/** What the data says against a definition. */
export interface LintFinding extends Problem {
  readonly path: Path;
  /** A saved segment of nearly the same customers. */
  readonly segment?: { readonly id: string; readonly name: string; readonly jaccard: number };
}

export interface Lint {
  readonly findings: readonly LintFinding[];
  /** What was asked. */
  readonly where: Condition;
}

/** `compare`: with all saved segments but the one that is edited. */
export function lintQuery(question: Question, compare: boolean, segment?: string): Asking<Lint> {
  return {
    queryKey: ["lint", ...questionKey(question), compare, segment],
    queryFn: async ({ signal }) => {
      const body = { ...question, compare, ...(segment !== undefined && { segment }) };
      const { findings } = await request<{ readonly findings: readonly LintFinding[] }>("/segments/lint", { method: "POST", body, signal });
      return { findings, where: question.where };
    },
    staleTime: 60_000,
  };
}
