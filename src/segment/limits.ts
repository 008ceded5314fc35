import type { Path, Problem } from "../errors.ts";
import { field, isRaw } from "./raw.ts";

/** How large a definition may be. */
const limits = { nodes: 500, depth: 100 } as const;

/** The problems of size of a definition that nobody has looked at yet. Never recurses, and ends on circular input. */
export function sizeProblems(input: unknown, at: Path = []): Problem[] {
  const waiting: { readonly node: unknown; readonly path: Path; readonly depth: number; readonly isStep?: boolean }[] = [{ node: input, path: at, depth: 1 }];
  let nodes = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, path, depth, isStep = false } = next;
    if (!isRaw(node)) continue;
    if (!isStep) nodes += 1;
    if (depth > limits.depth) {
      return [{
        code: "too_deep",
        message: `Conditions are nested more than ${limits.depth} levels deep.`,
        path,
        hint: "Unwrap groups that hold a single condition.",
      }];
    }
    if (nodes > limits.nodes) {
      return [{
        code: "too_many_nodes",
        message: `A definition may have ${limits.nodes} conditions and groups; this one has more.`,
        path: at,
        hint: "Use `any_of` with a list of values instead of many conditions.",
      }];
    }
    for (const key of ["where", "of", "steps"]) {
      const below = field(node, key);
      if (Array.isArray(below)) {
        const children = below.slice(0, limits.nodes + 1);
        waiting.push(...children.map((child: unknown, index) => ({ node: child, path: [...path, key, index], depth: depth + 1, isStep: key === "steps" })));
      } else {
        waiting.push({ node: below, path: [...path, key], depth: depth + 1 });
      }
    }
  }
  return [];
}
