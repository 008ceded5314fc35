import type { Catalog } from "../catalog/types.ts";
import { leafKey } from "../compiler/leaf-key.ts";
import type { LeafAnswers } from "../compiler/one-customer.ts";
import { printFilter } from "../compiler/print-filter.ts";
import { isCounted } from "../compiler/print-spans.ts";
import type { AttributeLeaf, CountRange, EventLeaf, Leaf, Plan } from "../compiler/plan.ts";
import { identifier, join, render, sql } from "../compiler/sql.ts";
import { assertNever } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import { columnOf, readCell } from "./columns.ts";
import type { Cell } from "./data.ts";
import { lookedAt } from "./looked-at.ts";
import type { OnlyCustomer } from "./only-customer.ts";
import type { ProfileEvent } from "./profile.ts";
import { type SeenEvents, seenEvents } from "./seen-events.ts";

/** What a condition saw of the customer. */
export type Evidence =
  | { readonly kind: "value"; readonly attribute: string; readonly value: Cell }
  /** Events that pass what is asked of one event, in the window: how many, and the latest, newest first. */
  | { readonly kind: "events"; readonly matching: number; readonly latest: readonly ProfileEvent[] }
  /** All that there is to say is whether it holds. */
  | { readonly kind: "membership" };

/** What decided conditions, and what else the same rows told. */
export interface Seen {
  /** Null where there is nothing to show. */
  readonly evidence: ReadonlyMap<Condition, Evidence | null>;
  readonly answers: LeafAnswers;
}

/**
 * Asks what decided conditions that are not groups, each with its plan. The statements answer leaves besides, which need not be asked
 * for once more.
 *
 * @returns the keys of these leaves, and what is found
 */
export function see(
  conditions: readonly { readonly node: Condition; readonly plan: Plan }[],
  circumstances: Circumstances,
  only: OnlyCustomer,
): { readonly answering: ReadonlySet<string>; readonly found: Promise<Seen> } {
  const ofAttributes = conditions.filter(({ node }) => node.kind === "attribute").flatMap(({ plan }) => plan.leaves.filter(isAttribute));
  const asked = new Map(ofAttributes.slice(0, MOST_BESIDE).map((leaf) => [leafKey(leaf), leaf]));
  const names = new Set(conditions.flatMap(({ node }) => (node.kind === "attribute" ? [node.attribute] : [])));
  const { catalog } = circumstances;
  const looked = new Map(
    conditions.flatMap(({ node }): [Condition, EventLeaf][] => {
      const leaf = node.kind === "event" || node.kind === "sequence" ? lookedAt(node, circumstances) : undefined;
      return leaf === undefined ? [] : [[node, leaf]];
    }),
  );
  const counted = [...looked.values()].filter(isCounted).map(leafKey);
  return { answering: new Set([...asked.keys(), ...counted]), found: find() };

  async function find(): Promise<Seen> {
    const [values, events] = await Promise.all([valuesOf(names, asked, catalog, only), seenEvents([...looked.values()], catalog, only)]);
    const eventsOf = (node: Condition): SeenEvents => {
      const leaf = looked.get(node);
      return (leaf && events.get(leaf)) ?? { matching: 0, latest: [] };
    };
    const counts = [...events].flatMap(([leaf, { matching }]): [string, boolean][] =>
      isCounted(leaf) ? [[leafKey(leaf), isWithin(matching, leaf.measure.range)]] : [],
    );
    return {
      evidence: new Map(conditions.map(({ node }) => [node, shownFor(node, values.evidence, eventsOf)])),
      answers: new Map([...values.answers, ...counts]),
    };
  }
}

/** Tests beside values: planning many takes longer than asking for them in several statements. */
const MOST_BESIDE = 20;

function shownFor(node: Condition, values: ReadonlyMap<string, Evidence>, eventsOf: (node: Condition) => SeenEvents): Evidence | null {
  switch (node.kind) {
    case "attribute":
      return values.get(node.attribute) ?? null;
    case "event":
    case "sequence":
      return { kind: "events", ...eventsOf(node) };
    case "segment":
    case "list":
    case "sample":
      return { kind: "membership" };
    case "all":
    case "any":
    case "not":
      return null;
    default:
      return assertNever(node);
  }
}

function isWithin(count: number, { least, most = Infinity }: CountRange): boolean {
  return count >= least && count <= most;
}

function isAttribute(leaf: Leaf): leaf is AttributeLeaf {
  return leaf.kind === "attribute";
}

/** Values by the names of the attributes, those that there are. */
async function valuesOf(
  names: ReadonlySet<string>,
  leaves: ReadonlyMap<string, AttributeLeaf>,
  catalog: Catalog,
  only: OnlyCustomer,
): Promise<{ readonly evidence: ReadonlyMap<string, Evidence>; readonly answers: LeafAnswers }> {
  const attributes = catalog.attributes.filter(({ name }) => names.has(name));
  if (attributes.length === 0) return { evidence: new Map(), answers: new Map() };
  const keys = [...leaves.keys()];
  const columns = [
    ...attributes.map((attribute, index) => sql`${columnOf(attribute)} AS ${identifier(`v${index}`)}`),
    ...[...leaves.values()].map(({ passes }, index) => sql`toUInt8(${printFilter(passes)}) AS ${identifier(`passes${index}`)}`),
  ];
  const [row = {}] = await only(render(sql`SELECT ${join(columns, sql`, `)} FROM customers`));
  return {
    evidence: new Map(
      attributes.map(({ name, type }, index) => [name, { kind: "value", attribute: name, value: readCell(row[`v${index}`], type) }]),
    ),
    answers: new Map(keys.map((key, index) => [key, row[`passes${index}`] === 1])),
  };
}
