import type { Path, Problem } from "../../../src/errors.ts";
import { type Asking, type Question, questionKey } from "./audience.ts";
import { request } from "./client.ts";

/** What the data says against a definition. */
export interface LintFinding extends Problem {
  readonly path: Path;
  /** A saved segment of nearly the same customers. */
  readonly segment?: { readonly id: string; readonly name: string };
}

/** `segment`: the one that is edited, which is no duplicate of itself. */
export function lintQuery(question: Question, segment: string | undefined): Asking<readonly LintFinding[]> {
  return {
    queryKey: ["lint", ...questionKey(question), segment],
    queryFn: async ({ signal }) => {
      const body = { ...question, ...(segment !== undefined && { segment }) };
      const { findings } = await request<{ readonly findings: readonly LintFinding[] }>("/segments/lint", { method: "POST", body, signal });
      return findings;
    },
    staleTime: 60_000,
  };
}
