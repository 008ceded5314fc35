import { assertNever } from "../errors.ts";
import type { Leaf, SetExpr } from "./plan.ts";

export const EVERYONE: SetExpr = { kind: "everyone" };
export const NOBODY: SetExpr = { kind: "nobody" };

/** The set that one scan gives. */
export function leafSet(leaf: Leaf): SetExpr {
  return { kind: "leaf", leaf };
}

/** Customers in every set. Complements among them are taken away from the rest in one step. */
export function and(sets: readonly SetExpr[]): SetExpr {
  const members: SetExpr[] = [];
  const taken: SetExpr[] = [];
  for (const set of sets.flatMap((each) => (each.kind === "and" ? each.of : [each]))) {
    if (set.kind === "nobody") return NOBODY;
    if (set.kind === "everyone") continue;
    if (set.kind === "minus" && set.from.kind === "everyone") taken.push(set.take);
    else members.push(set);
  }
  return minus(several("and", members, EVERYONE), or(taken));
}

/** Customers in at least one set. */
export function or(sets: readonly SetExpr[]): SetExpr {
  const members: SetExpr[] = [];
  for (const set of sets.flatMap((each) => (each.kind === "or" ? each.of : [each]))) {
    if (set.kind === "everyone") return EVERYONE;
    if (set.kind !== "nobody") members.push(set);
  }
  return several("or", members, NOBODY);
}

/** Everyone else. */
export function complement(set: SetExpr): SetExpr {
  return minus(EVERYONE, set);
}

/** Customers in the first set and not in the second. */
export function minus(from: SetExpr, take: SetExpr): SetExpr {
  if (take.kind === "nobody" || from.kind === "nobody") return from;
  if (take.kind === "everyone") return NOBODY;
  if (from.kind === "everyone" && take.kind === "minus" && take.from.kind === "everyone") return take.take;
  return { kind: "minus", from, take };
}

/** The leaves of a set, in the order of reading, repeated as they are. */
export function leavesOf(set: SetExpr): Leaf[] {
  switch (set.kind) {
    case "everyone":
    case "nobody":
      return [];
    case "leaf":
      return [set.leaf];
    case "and":
    case "or":
      return set.of.flatMap(leavesOf);
    case "minus":
      return [...leavesOf(set.from), ...leavesOf(set.take)];
    default:
      return assertNever(set);
  }
}

function several(kind: "and" | "or", of: readonly SetExpr[], empty: SetExpr): SetExpr {
  const [first] = of;
  if (first === undefined) return empty;
  return of.length === 1 ? first : { kind, of };
}
