import type { Path, Problem } from "../../../../../src/errors.ts";
import type { Condition } from "../../../../../src/segment/ast.ts";
import { childrenAt, type Node } from "../../../../../src/segment/edit-tree.ts";
import { operator } from "../../../../../src/segment/operators.ts";
import { ApiError } from "../../../api/client.ts";
import { conditions as texts } from "../../../texts/conditions.ts";

/**
 * What the server has against a definition that the checker let pass, where it can be shown at a condition: its own
 * problems, and a pattern that its engine does not take. Empty for failures that are not the definition's.
 */
export function refusalOf(error: Error | undefined, where: Condition): readonly Problem[] {
  if (!(error instanceof ApiError)) return [];
  if (error.problems.length > 0) return error.problems;
  if (error.code !== "invalid_pattern") return [];
  const places = patternPlaces(where, []);
  return places.map((path) => ({ code: error.code, path, message: places.length > 1 ? texts.aPatternInvalid : texts.patternInvalid }));
}

/** Where the patterns of a definition stand. */
function patternPlaces(node: Node, path: Path): Path[] {
  if (node.off === true) return [];
  const isPattern = "op" in node && node.op !== undefined && operator(node.op)?.pattern === true;
  const own = isPattern ? [[...path, "value"]] : [];
  return [...own, ...childrenAt(node, path).flatMap(([child, at]) => patternPlaces(child, at))];
}
