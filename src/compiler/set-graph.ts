import { assertNever } from "../errors.ts";
import { leafKey } from "./leaf-key.ts";
import type { Leaf, Plan, SetExpr } from "./plan.ts";
import { EVERYONE, NOBODY } from "./set.ts";
import type { SetNames } from "./set-sql.ts";
import { type Fragment, identifier, join, sql } from "./sql.ts";

/** A set in a graph: the number of the step that makes it. */
export type SetRef = number;

type Op = "and" | "or" | "minus";

type Step =
  | { readonly kind: "everyone" | "nobody" }
  | { readonly kind: "leaf"; readonly leaf: Leaf }
  | { readonly kind: Op; readonly left: SetRef; readonly right: SetRef; readonly height: number };

/** Many sets that share their parts: equal parts are one step. For sets that are counted together in one statement. */
export interface SetGraph {
  readonly steps: readonly Step[];
  readonly everyone: SetRef;
  readonly nobody: SetRef;
  add(set: SetExpr): SetRef;
  and(left: SetRef, right: SetRef): SetRef;
  or(left: SetRef, right: SetRef): SetRef;
  /** Who is in the first and not in the second. */
  minus(from: SetRef, take: SetRef): SetRef;
}

const EVERYONE_REF = 0;
const NOBODY_REF = 1;

export function setGraph(): SetGraph {
  const steps: Step[] = [{ kind: "everyone" }, { kind: "nobody" }];
  const known = new Map<string, SetRef>();

  function once(key: string, step: Step): SetRef {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, steps.length);
    return steps.push(step) - 1;
  }
  function pair(kind: Op, left: SetRef, right: SetRef): SetRef {
    const height = 1 + Math.max(heightOf(steps[left]), heightOf(steps[right]));
    return once(`${kind} ${left} ${right}`, { kind, left, right, height });
  }
  /** In one order, whichever was given: what is equal is one step. */
  function either(kind: "and" | "or", one: SetRef, other: SetRef): SetRef {
    return pair(kind, Math.min(one, other), Math.max(one, other));
  }
  function and(left: SetRef, right: SetRef): SetRef {
    if (left === NOBODY_REF || right === NOBODY_REF) return NOBODY_REF;
    if (left === EVERYONE_REF || left === right) return right;
    return right === EVERYONE_REF ? left : either("and", left, right);
  }
  function or(left: SetRef, right: SetRef): SetRef {
    if (left === EVERYONE_REF || right === EVERYONE_REF) return EVERYONE_REF;
    if (left === NOBODY_REF || left === right) return right;
    return right === NOBODY_REF ? left : either("or", left, right);
  }
  function minus(from: SetRef, take: SetRef): SetRef {
    if (from === NOBODY_REF || take === EVERYONE_REF || from === take) return NOBODY_REF;
    return take === NOBODY_REF ? from : pair("minus", from, take);
  }
  function add(set: SetExpr): SetRef {
    switch (set.kind) {
      case "everyone":
        return EVERYONE_REF;
      case "nobody":
        return NOBODY_REF;
      case "leaf":
        return once(leafKey(set.leaf), { kind: "leaf", leaf: set.leaf });
      case "and":
        return halved(set.of.map(add), and, EVERYONE_REF);
      case "or":
        return halved(set.of.map(add), or, NOBODY_REF);
      case "minus":
        return minus(add(set.from), add(set.take));
      default:
        return assertNever(set);
    }
  }
  return { steps, everyone: EVERYONE_REF, nobody: NOBODY_REF, add, and, or, minus };
}

/** The sets that the steps of a graph are made of, as a plan that names each once. */
export function graphPlan(graph: SetGraph, wanted: readonly SetRef[] = [...graph.steps.keys()]): Plan {
  const used = new Set([...wanted, ...inputsOf(graph, wanted)]);
  const steps = graph.steps.filter((_, ref) => used.has(ref));
  const leaves = steps.flatMap((step) => (step.kind === "leaf" ? [step.leaf] : []));
  const taken = steps.some((step) => "left" in step && (step.left === EVERYONE_REF || step.right === EVERYONE_REF));
  return { set: taken ? EVERYONE : NOBODY, leaves };
}

/**
 * One statement whose only row has the sizes of sets as an array `sizes`, in the order of `wanted`. Every step is computed once: each
 * layer of subqueries names the steps of a few heights, and what lies above reads them by name. The size of everyone is not asked of
 * the engine: `wanted` must not hold it, since the plan of the graph may not name the set.
 */
export function sizesSql(graph: SetGraph, wanted: readonly SetRef[], names: SetNames): Fragment {
  const layers = new Map<number, Fragment[]>();
  const base: Fragment[] = [];
  const tallest = Math.max(1, ...graph.steps.map(heightOf));
  const heightsOfLayer = Math.ceil(tallest / MOST_LAYERS);
  const inputs = inputsOf(graph, wanted);
  for (const [ref, step] of graph.steps.entries()) {
    if (!inputs.has(ref)) continue;
    const named = sql`${made(step, names)} AS ${column(ref)}`;
    const height = heightOf(step);
    if (height === 0) base.push(named);
    else {
      const layer = Math.floor((height - 1) / heightsOfLayer);
      layers.set(layer, [...(layers.get(layer) ?? []), named]);
    }
  }
  const sources = [...layers.entries()].sort(([a], [b]) => a - b).map(([, steps]) => steps);
  const all = sources.reduce((from, steps) => sql`SELECT *, ${join(steps, sql`, `)} FROM (${from})`, sql`SELECT ${join([sql`1`, ...base], sql`, `)}`);
  const sizes = wanted.map((ref) => {
    const step = graph.steps[ref];
    return step === undefined || inputs.has(ref) ? sql`bitmapCardinality(${column(ref)})` : sizeOf(step, names);
  });
  return sql`SELECT [${join(sizes, sql`, `)}] AS sizes FROM (${all})`;
}

/** In halves, so that what is wide is not high. */
function halved(refs: readonly SetRef[], combine: (left: SetRef, right: SetRef) => SetRef, empty: SetRef): SetRef {
  const [first] = refs;
  if (first === undefined || refs.length === 1) return first ?? empty;
  const middle = Math.ceil(refs.length / 2);
  return combine(halved(refs.slice(0, middle), combine, empty), halved(refs.slice(middle), combine, empty));
}

/** The engine takes subqueries up to 100 deep. */
const MOST_LAYERS = 40;

/**
 * The sets as they are read would be constants, and the engine (26.7) would make all that is made of them while it plans the
 * statement, in twice the time.
 */
function made(step: Step, names: SetNames): Fragment {
  switch (step.kind) {
    case "everyone":
      return sql`materialize(${names.everyone})`;
    case "nobody":
      return sql`bitmapBuild(emptyArrayUInt32())`;
    case "leaf":
      return sql`materialize(${names.leaf(step.leaf)})`;
    case "and":
      return sql`bitmapAnd(${column(step.left)}, ${column(step.right)})`;
    case "or":
      return sql`bitmapOr(${column(step.left)}, ${column(step.right)})`;
    case "minus":
      return sql`bitmapAndnot(${column(step.left)}, ${column(step.right)})`;
    default:
      return assertNever(step);
  }
}

/** The size of what no other step is made of, without making it. */
function sizeOf(step: Step, names: SetNames): Fragment {
  switch (step.kind) {
    case "and":
      return sql`bitmapAndCardinality(${column(step.left)}, ${column(step.right)})`;
    case "or":
      return sql`bitmapOrCardinality(${column(step.left)}, ${column(step.right)})`;
    case "minus":
      return sql`bitmapAndnotCardinality(${column(step.left)}, ${column(step.right)})`;
    default:
      return sql`bitmapCardinality(${made(step, names)})`;
  }
}

function column(ref: SetRef): Fragment {
  return identifier(`s${ref}`);
}

function heightOf(step: Step | undefined): number {
  return step !== undefined && "height" in step ? step.height : 0;
}

/** The steps of which those that are wanted are made, by way of others too. */
function inputsOf({ steps }: SetGraph, wanted: readonly SetRef[]): ReadonlySet<SetRef> {
  const used = new Set(wanted);
  const inputs = new Set<SetRef>();
  // Parts stand before what is made of them.
  for (let ref = steps.length - 1; ref >= 0; ref -= 1) {
    const step = steps[ref];
    if (step === undefined || !used.has(ref) || !("left" in step)) continue;
    for (const part of [step.left, step.right]) {
      used.add(part);
      inputs.add(part);
    }
  }
  return inputs;
}
