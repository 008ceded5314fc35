import type { Path } from "../../../../../../src/errors.ts";
import type { Condition } from "../../../../../../src/segment/ast.ts";
import { withoutBranch } from "../../../../../../src/segment/counted.ts";

const EVERYONE: Condition = { kind: "all", of: [] };

/**
 * The rest of a definition around a condition: everyone, while it is not complete. Each is made once: a question about it is known by the
 * object.
 */
export function keptRests(isComplete: (rest: Condition) => boolean): (whole: Condition, path: Path) => Condition {
  const kept = new WeakMap<Condition, Map<string, Condition>>();
  return (whole, path) => {
    const of = kept.get(whole) ?? new Map<string, Condition>();
    kept.set(whole, of);
    const key = JSON.stringify(path);
    const known = of.get(key);
    if (known) return known;
    const rest = withoutBranch(whole, path);
    const made = isComplete(rest) ? rest : EVERYONE;
    of.set(key, made);
    return made;
  };
}
