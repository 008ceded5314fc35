import { z } from "zod";
import type { Catalog, EventType } from "../catalog/types.ts";
import { type EventsInSpan, rowsAround } from "../compiler/event-span.ts";
import { grouped } from "../compiler/grouped.ts";
import { isEvent } from "../compiler/print-filter.ts";
import { eventRows } from "../compiler/print-leaf.ts";
import { instant } from "../compiler/print-test.ts";
import type { EventLeaf, Plan, SequenceLeaf } from "../compiler/plan.ts";
import { leavesOf } from "../compiler/set.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import { assertNever } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import { columnOf, readCell } from "./columns.ts";
import type { Cell } from "./data.ts";
import type { OnlyCustomer } from "./only-customer.ts";
import { type ProfileEvent, readEvent } from "./profile.ts";

/** What a condition saw of the customer. */
export type Evidence =
  | { readonly kind: "value"; readonly attribute: string; readonly value: Cell }
  /** Events that pass what is asked of one event, in the window: how many, and the latest, newest first. */
  | { readonly kind: "events"; readonly matching: number; readonly latest: readonly ProfileEvent[] }
  /** All that there is to say is whether it holds. */
  | { readonly kind: "membership" };

const LATEST = 5;

/** What decided conditions that are not groups, each with its plan; null where there is nothing to show. */
export async function evidenceOf(
  conditions: readonly { readonly node: Condition; readonly plan: Plan }[],
  catalog: Catalog,
  only: OnlyCustomer,
): Promise<ReadonlyMap<Condition, Evidence | null>> {
  const names = conditions.flatMap(({ node }) => (node.kind === "attribute" ? [node.attribute] : []));
  const looked = new Map(conditions.flatMap(({ node, plan }) => lookedAt(node, plan)));
  const [values, events] = await Promise.all([valuesOf(new Set(names), catalog, only), eventsOf(looked, catalog, only)]);
  return new Map(conditions.map(({ node }) => [node, ofOne(node)]));

  function ofOne(node: Condition): Evidence | null {
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
}

/** The leaf whose events are shown for a condition. */
function lookedAt(node: Condition, plan: Plan): readonly [Condition, EventLeaf | SequenceLeaf][] {
  if (node.kind !== "event" && node.kind !== "sequence") return [];
  const leaf = leavesOf(plan.set).find(({ kind }) => kind === "event" || kind === "sequence");
  return leaf?.kind === "event" || leaf?.kind === "sequence" ? [[node, leaf]] : [];
}

/** By the names of the attributes, those that there are. */
async function valuesOf(names: ReadonlySet<string>, catalog: Catalog, only: OnlyCustomer): Promise<ReadonlyMap<string, Evidence>> {
  const attributes = catalog.attributes.filter(({ name }) => names.has(name));
  if (attributes.length === 0) return new Map();
  const columns = attributes.map((attribute, index) => sql`${columnOf(attribute)} AS ${identifier(`v${index}`)}`);
  const [row] = await only(render(sql`SELECT ${join(columns, sql`, `)} FROM customers`));
  return new Map(
    attributes.map(({ name, type }, index) => {
      const value = row === undefined ? null : readCell(row[`v${index}`], type);
      return [name, { kind: "value", attribute: name, value }];
    }),
  );
}

/** Of each condition for which the customer has events, read in one scan. */
async function eventsOf(
  looked: ReadonlyMap<Condition, EventLeaf | SequenceLeaf>,
  catalog: Catalog,
  only: OnlyCustomer,
): Promise<ReadonlyMap<Condition, Evidence>> {
  if (looked.size === 0) return new Map();
  const types = new Map<string, EventType>(catalog.events.map((type) => [type.name, type]));
  const leaves = [...looked.values()];
  const columns = new Set(leaves.flatMap(({ events }) => events).flatMap((name) => types.get(name)?.properties.map(({ column }) => column) ?? []));
  const shown = join([...columns].map((column) => sql`, ${identifier(column)}`), sql``);
  const places = bind("Array(UInt32)", leaves.map((_, place) => place));
  const seenBy = sql`arrayFilter((place, isSeen) -> isSeen, ${places}, [${join(leaves.map(seen), sql`, `)}])`;
  const rows = await only(
    render(sql`SELECT place, event, time${shown}, count() OVER (PARTITION BY place) AS matching
      FROM (SELECT arrayJoin(${seenBy}) AS place, event, time, message_id${shown} FROM events WHERE ${rowsAround(leaves.map(inSpan))})
      ORDER BY time DESC, message_id DESC LIMIT ${bind("UInt64", LATEST)} BY place`),
  );
  const found = grouped(rows.map((row) => ({ row, ...seenRow.parse(row) })), ({ place }) => String(place));
  const byPlace = new Map(
    found.map((group): [number, Evidence] => {
      const [{ place, matching }] = group;
      return [place, { kind: "events", matching, latest: group.map(({ row }) => readEvent(row, types)) }];
    }),
  );
  return new Map([...looked.keys()].flatMap((node, place) => {
    const evidence = byPlace.get(place);
    return evidence === undefined ? [] : [[node, evidence]];
  }));
}

const seenRow = z.object({ place: z.number(), matching: z.number() });

/** Of a sequence: the events of all its steps, until its end. */
function seen(leaf: EventLeaf | SequenceLeaf): Fragment {
  return leaf.kind === "event" ? eventRows(leaf) : sql`${isEvent(leaf.events)} AND time < ${instant(leaf.span.to)}`;
}

function inSpan({ kind, events, span }: EventLeaf | SequenceLeaf): EventsInSpan {
  return { events, span: kind === "event" ? span : { to: span.to } };
}
