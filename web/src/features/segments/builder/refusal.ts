import type { Path, Problem } from "../../../../../src/errors.ts";
import type { Condition, RecordFilter } from "../../../../../src/segment/ast.ts";
import type { Node } from "../../../../../src/segment/edit-tree.ts";
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
function patternPlaces(node: Node | RecordFilter, path: Path): Path[] {
  if (node.off === true) return [];
  switch (node.kind) {
    case "all":
    case "any":
      return node.of.flatMap((child, index) => patternPlaces(child, [...path, "of", index]));
    case "not":
      return patternPlaces(node.of, [...path, "of"]);
    case "event":
    case "item":
      return node.where ? patternPlaces(node.where, [...path, "where"]) : [];
    case "sequence":
      return node.steps.flatMap(({ where }, index) => (where ? patternPlaces(where, [...path, "steps", index, "where"]) : []));
    case "attribute":
      return "where" in node && node.where ? patternPlaces(node.where, [...path, "where"]) : patternPlace(node.op, path);
    case "property":
    case "field":
      return patternPlace(node.op, path);
    case "segment":
    case "list":
    case "sample":
      return [];
  }
}

function patternPlace(op: string | undefined, path: Path): Path[] {
  return op !== undefined && operator(op)?.pattern ? [[...path, "value"]] : [];
}
