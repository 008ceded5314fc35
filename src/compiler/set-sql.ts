import { assertNever } from "../errors.ts";
import type { Leaf, SetExpr } from "./plan.ts";
import { sql, type Fragment } from "./sql.ts";

/** How a statement names the sets it is made of: each an expression of the type of `groupBitmapState(id)`. */
export interface SetNames {
  readonly everyone: Fragment;
  readonly leaf: (leaf: Leaf) => Fragment;
}

/** A set as one expression over bitmaps, to be counted, kept or looked into. */
export function setSql(set: SetExpr, names: SetNames): Fragment {
  switch (set.kind) {
    case "everyone":
      return names.everyone;
    case "nobody":
      return sql`bitmapBuild(emptyArrayUInt32())`;
    case "leaf":
      return names.leaf(set.leaf);
    case "and":
      return balanced(set.of, names, (left, right) => sql`bitmapAnd(${left}, ${right})`);
    case "or":
      return balanced(set.of, names, (left, right) => sql`bitmapOr(${left}, ${right})`);
    case "minus":
      return sql`bitmapAndnot(${setSql(set.from, names)}, ${setSql(set.take, names)})`;
    default:
      return assertNever(set);
  }
}

/** In halves: the engine's parser takes no call that is hundreds deep. */
function balanced(sets: readonly SetExpr[], names: SetNames, combine: (left: Fragment, right: Fragment) => Fragment): Fragment {
  const [first] = sets;
  if (first !== undefined && sets.length === 1) return setSql(first, names);
  const middle = Math.ceil(sets.length / 2);
  return combine(balanced(sets.slice(0, middle), names, combine), balanced(sets.slice(middle), names, combine));
}
