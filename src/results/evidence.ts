import type { Catalog } from "../catalog/types.ts";
import { chunked } from "../compiler/grouped.ts";
import { leafKey } from "../compiler/leaf-key.ts";
import type { LeafAnswers } from "../compiler/one-customer.ts";
import { keptFor } from "../compiler/plan-kept.ts";
import type { AttributeLeaf, CountRange, EventLeaf, Leaf, Plan } from "../compiler/plan.ts";
import { printFilter, printNumberOfRecords } from "../compiler/print-filter.ts";
import { isCounted } from "../compiler/print-spans.ts";
import { isMeasured } from "../compiler/scan.ts";
import { identifier, join, render, sql } from "../compiler/sql.ts";
import { assertNever } from "../errors.ts";
import type { Condition, EventCondition, RecordsCondition, SequenceCondition } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import { keptIn } from "../segment/expand.ts";
import { isRecordsCondition } from "../segment/records.ts";
import { columnOf, readCell } from "./columns.ts";
import type { Cell } from "./data.ts";
import { lookedAt, lookedAtRecords } from "./looked-at.ts";
import { amountsOf, type Measured, measuredEvents, measuredRecords } from "./measured.ts";
import type { OnlyCustomer } from "./only-customer.ts";
import type { ProfileEvent } from "./profile.ts";
import { seenEvents } from "./seen-events.ts";

/** What a condition saw of the customer. */
export type Evidence =
  /** `measured`, where records are counted, is how many pass; null where none are. */
  | { readonly kind: "value"; readonly attribute: string; readonly value: Cell; readonly measured: Measured | null }
  | EventsEvidence
  | InstantsEvidence
  /** All that there is to say is whether it holds. */
  | { readonly kind: "membership" };

/** Events that pass what is asked of one event, in the window: how many, and the latest, newest first. */
export interface EventsEvidence {
  readonly kind: "events";
  readonly matching: number;
  readonly latest: readonly ProfileEvent[];
  /** Null where one event is picked, and for sequences. */
  readonly measured: Measured | null;
  /** The event that is picked among them; null where none is. */
  readonly picked: ProfileEvent | null;
}

/** When the customer was sent, or entered a segment or left it, in the window: how often, and the latest, RFC 3339 UTC, newest first. */
export interface InstantsEvidence {
  readonly kind: "instants";
  readonly matching: number;
  readonly latest: readonly string[];
}

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
  const leaves = [...looked.values()];
  const firsts = [...looked].filter(([node]) => node.kind === "event" && node.pick === "first").map(([, leaf]) => leaf);
  return { answering: new Set([...asked.keys(), ...leaves.filter(isMeasured).map(leafKey)]), found: find() };

  async function find(): Promise<Seen> {
    const [values, records, amounts, latest, first, kept] = await Promise.all([
      valuesOf(names, asked, catalog, only),
      recordsOf(conditions.map(({ node }) => node), circumstances, only),
      amountsOf(leaves, only),
      seenEvents(leaves, LATEST, catalog, only),
      seenEvents(firsts, FIRST, catalog, only),
      keptInstants(conditions, circumstances, only),
    ]);
    const counts = [...latest].flatMap(([leaf, { matching }]): [string, boolean][] =>
      isCounted(leaf) ? [[leafKey(leaf), isWithin(matching, leaf.measure.range)]] : [],
    );
    return {
      evidence: new Map(conditions.map(({ node }) => [node, shownFor(node)])),
      answers: new Map([...values.answers, ...amounts.answers, ...counts]),
    };

    function shownFor(node: Condition): Evidence | null {
      switch (node.kind) {
        case "attribute": {
          const value = values.found.get(node.attribute);
          if (value === undefined) return null;
          return { kind: "value", attribute: node.attribute, value, measured: records.get(node) ?? null };
        }
        case "event":
        case "sequence":
          return eventsFor(node);
        case "segment":
        case "exported":
          return kept.get(node) ?? { kind: "membership" };
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

    function eventsFor(node: EventCondition | SequenceCondition): EventsEvidence {
      const leaf = looked.get(node);
      const { matching = 0, events = [] } = (leaf && latest.get(leaf)) ?? {};
      const seen = { kind: "events", matching, latest: events, measured: null, picked: null } as const;
      if (node.kind === "sequence") return seen;
      if (node.pick === "last") return { ...seen, picked: events[0] ?? null };
      if (node.pick === "first") return { ...seen, picked: (leaf && first.get(leaf)?.events[0]) ?? null };
      const amount = leaf && (isCounted(leaf) ? matching : amounts.amountOf(leaf));
      return { ...seen, measured: measuredEvents(node, amount) };
    }
  }
}

/** Of conditions on what is kept when it holds the customer. */
async function keptInstants(
  conditions: readonly { readonly node: Condition; readonly plan: Plan }[],
  circumstances: Circumstances,
  only: OnlyCustomer,
): Promise<ReadonlyMap<Condition, InstantsEvidence>> {
  const asking = conditions.flatMap(({ node, plan }) => {
    const asked = node.kind === "segment" || node.kind === "exported" ? keptIn(node) : undefined;
    return asked === undefined ? [] : [{ node, leaf: plan.leaves.find((leaf) => leaf.kind === "kept"), all: keptFor(asked, circumstances) }];
  });
  const found = asking.map(async ({ node, leaf, all }): Promise<[Condition, InstantsEvidence]> => {
    const holding = new Set(leaf === undefined ? [] : await only.kept(leaf));
    const instants = all.filter(({ id }) => holding.has(id)).map(({ at }) => new Date(at).toISOString());
    return [node, { kind: "instants", matching: instants.length, latest: instants.reverse().slice(0, LATEST.most) }];
  });
  return new Map(await Promise.all(found));
}

const LATEST = { from: "last", most: 5 } as const;
const FIRST = { from: "first", most: 1 } as const;

/** Tests beside values: planning many takes longer than asking for them in several statements. */
const MOST_BESIDE = 20;

function isWithin(count: number, { least, most = Infinity }: CountRange): boolean {
  return count >= least && count <= most;
}

function isAttribute(leaf: Leaf): leaf is AttributeLeaf {
  return leaf.kind === "attribute";
}

/** How many records pass in each of the conditions that count some. */
async function recordsOf(conditions: readonly Condition[], circumstances: Circumstances, only: OnlyCustomer): Promise<ReadonlyMap<Condition, Measured>> {
  const { catalog } = circumstances;
  const counting = conditions.filter((node): node is RecordsCondition => node.kind === "attribute" && isRecordsCondition(node, catalog));
  const counts = counting.map((node) => ({ node, filter: lookedAtRecords(node, circumstances) }));
  const found = await Promise.all(
    chunked(counts, MOST_BESIDE).map(async (some) => {
      const columns = some.map(({ filter }, index) => sql`${filter ? printNumberOfRecords(filter) : sql`0`} AS ${identifier(`n${index}`)}`);
      const [row = {}] = await only.rows(render(sql`SELECT ${join(columns, sql`, `)} FROM customers`));
      return some.map(({ node }, index): [Condition, Measured] => [node, measuredRecords(node, Number(row[`n${index}`] ?? 0))]);
    }),
  );
  return new Map(found.flat());
}

/** Values by the names of the attributes, those that there are. */
async function valuesOf(
  names: ReadonlySet<string>,
  leaves: ReadonlyMap<string, AttributeLeaf>,
  catalog: Catalog,
  only: OnlyCustomer,
): Promise<{ readonly found: ReadonlyMap<string, Cell>; readonly answers: LeafAnswers }> {
  const attributes = catalog.attributes.filter(({ name }) => names.has(name));
  if (attributes.length === 0) return { found: new Map(), answers: new Map() };
  const keys = [...leaves.keys()];
  const columns = [
    ...attributes.map((attribute, index) => sql`${columnOf(attribute)} AS ${identifier(`v${index}`)}`),
    ...[...leaves.values()].map(({ passes }, index) => sql`toUInt8(${printFilter(passes)}) AS ${identifier(`passes${index}`)}`),
  ];
  const [row = {}] = await only.rows(render(sql`SELECT ${join(columns, sql`, `)} FROM customers`));
  return {
    found: new Map(attributes.map(({ name, type }, index) => [name, readCell(row[`v${index}`], type)])),
    answers: new Map(keys.map((key, index) => [key, row[`passes${index}`] === 1])),
  };
}
