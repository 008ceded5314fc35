import { z } from "zod";
import type { Catalog, EventType } from "../catalog/types.ts";
import { rowsAround } from "../compiler/event-span.ts";
import { grouped } from "../compiler/grouped.ts";
import { leafKey } from "../compiler/leaf-key.ts";
import type { LeafAnswers } from "../compiler/one-customer.ts";
import { printFilter } from "../compiler/print-filter.ts";
import { eventRows } from "../compiler/print-leaf.ts";
import { endsOf, isCounted } from "../compiler/print-spans.ts";
import type { AttributeLeaf, EventLeaf, Leaf, Plan } from "../compiler/plan.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import { assertNever } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import { columnOf, readCell } from "./columns.ts";
import type { Cell } from "./data.ts";
import { lookedAt } from "./looked-at.ts";
import type { OnlyCustomer } from "./only-customer.ts";
import { type ProfileEvent, propertyColumns, readEvent } from "./profile.ts";

/** What a condition saw of the customer. */
export type Evidence =
  | { readonly kind: "value"; readonly attribute: string; readonly value: Cell }
  /** Events that pass what is asked of one event, in the window: how many, and the latest, newest first. */
  | { readonly kind: "events"; readonly matching: number; readonly latest: readonly ProfileEvent[] }
  /** All that there is to say is whether it holds. */
  | { readonly kind: "membership" };

const LATEST = 5;

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
  const asked = new Map(ofAttributes.map((leaf) => [leafKey(leaf), leaf]));
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
    const [values, events] = await Promise.all([valuesOf(names, asked, catalog, only), eventsOf(looked, catalog, only)]);
    return {
      evidence: new Map(conditions.map(({ node }) => [node, shownFor(node, values.evidence, events.evidence)])),
      answers: new Map([...values.answers, ...events.answers]),
    };
  }
}

function shownFor(node: Condition, values: ReadonlyMap<string, Evidence>, events: ReadonlyMap<Condition, Evidence>): Evidence | null {
  switch (node.kind) {
    case "attribute":
      return values.get(node.attribute) ?? null;
    case "event":
    case "sequence":
      return events.get(node) ?? { kind: "events", matching: 0, latest: [] };
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

/** Of each condition for which the customer has events, read in one scan. */
async function eventsOf(
  looked: ReadonlyMap<Condition, EventLeaf>,
  catalog: Catalog,
  only: OnlyCustomer,
): Promise<{ readonly evidence: ReadonlyMap<Condition, Evidence>; readonly answers: LeafAnswers }> {
  if (looked.size === 0) return { evidence: new Map(), answers: new Map() };
  const types = new Map<string, EventType>(catalog.events.map((type) => [type.name, type]));
  const leaves = [...looked.values()];
  const columns = propertyColumns(leaves.flatMap(({ events }) => events), types);
  const shown = join(columns.map((column) => sql`, ${identifier(column)}`), sql``);
  const places = bind("Array(UInt32)", leaves.map((_, index) => index + 1));
  const seenBy = sql`arrayFilter((place, isSeen) -> isSeen, ${places}, [${join(leaves.map(eventRows), sql`, `)}])`;
  const rows = await only(
    render(sql`SELECT place, event, time${shown}, count() OVER (PARTITION BY place) AS matching, ${isCountIn(leaves)} AS holds
      FROM (SELECT arrayJoin(${seenBy}) AS place, event, time, message_id${shown} FROM events WHERE ${rowsAround(leaves)})
      ORDER BY time DESC, message_id DESC LIMIT ${bind("UInt64", LATEST)} BY place`),
  );
  const groups = grouped(rows.map((row) => ({ row, ...seenRow.parse(row) })), ({ place }) => String(place));
  const found = new Map(groups.map((group) => [group[0].place, group]));
  const bySeen = [...looked].map(([node, leaf], index) => ({ node, leaf, group: found.get(index + 1) }));
  return {
    evidence: new Map(
      bySeen.flatMap(({ node, group }) => {
        if (group === undefined) return [];
        return [[node, { kind: "events", matching: group[0].matching, latest: group.map(({ row }) => readEvent(row, types)) }]];
      }),
    ),
    answers: new Map(bySeen.flatMap(({ leaf, group }) => (isCounted(leaf) ? [[leafKey(leaf), group?.[0].holds === 1]] : []))),
  };
}

const seenRow = z.object({ place: z.number(), matching: z.number(), holds: z.number() });

/** Whether so many match as the leaf of the place asks for, where it asks for a number of events. */
function isCountIn(leaves: readonly EventLeaf[]): Fragment {
  const { least, most } = endsOf(leaves.map((leaf) => (isCounted(leaf) ? leaf.measure.range : { least: 0 })));
  return sql`matching BETWEEN ${least}[place] AND ${most}[place]`;
}
