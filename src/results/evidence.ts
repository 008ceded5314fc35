import { z } from "zod";
import type { Catalog, EventType } from "../catalog/types.ts";
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

/** What decided a condition that is not a group. */
export async function evidenceOf(node: Condition, { set }: Plan, catalog: Catalog, only: OnlyCustomer): Promise<Evidence | null> {
  switch (node.kind) {
    case "attribute":
      return valueOf(node.attribute, catalog, only);
    case "event":
    case "sequence": {
      const leaf = leavesOf(set).find(({ kind }) => kind === "event" || kind === "sequence");
      if (leaf?.kind !== "event" && leaf?.kind !== "sequence") return { kind: "events", matching: 0, latest: [] };
      return eventsOf(leaf, catalog, only);
    }
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

async function valueOf(name: string, catalog: Catalog, only: OnlyCustomer): Promise<Evidence | null> {
  const attribute = catalog.attributes.find((each) => each.name === name);
  if (attribute === undefined) return null;
  const [row] = await only(render(sql`SELECT ${columnOf(attribute)} AS value FROM customers`));
  return { kind: "value", attribute: name, value: row === undefined ? null : readCell(row["value"], attribute.type) };
}

async function eventsOf(leaf: EventLeaf | SequenceLeaf, catalog: Catalog, only: OnlyCustomer): Promise<Evidence> {
  const types = new Map<string, EventType>(catalog.events.map((type) => [type.name, type]));
  const columns = [...new Set(leaf.events.flatMap((name) => types.get(name)?.properties.map(({ column }) => column) ?? []))];
  const shown = columns.map((column) => sql`, ${identifier(column)}`);
  const rows = await only(
    render(sql`SELECT event, time${join(shown, sql``)}, count() OVER () AS matching FROM events WHERE ${seen(leaf)}
      ORDER BY time DESC, message_id DESC LIMIT ${bind("UInt64", LATEST)}`),
  );
  return {
    kind: "events",
    matching: z.number().catch(0).parse(rows[0]?.["matching"]),
    latest: rows.map((row) => readEvent(row, types)),
  };
}

/** Of a sequence: the events of all its steps. */
function seen(leaf: EventLeaf | SequenceLeaf): Fragment {
  return leaf.kind === "event" ? eventRows(leaf) : sql`${isEvent(leaf.events)} AND time < ${instant(leaf.span.to)}`;
}
