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

/** What decided conditions that are not groups, each with its plan; null where there is nothing to show. */
export async function evidenceOf(
  conditions: readonly { readonly node: Condition; readonly plan: Plan }[],
  catalog: Catalog,
  only: OnlyCustomer,
): Promise<ReadonlyMap<Condition, Evidence | null>> {
  const names = conditions.flatMap(({ node }) => (node.kind === "attribute" ? [node.attribute] : []));
  const values = valuesOf(new Set(names), catalog, only);
  const found = conditions.map(async ({ node, plan }): Promise<[Condition, Evidence | null]> => {
    switch (node.kind) {
      case "attribute":
        return [node, (await values).get(node.attribute) ?? null];
      case "event":
      case "sequence": {
        const leaf = leavesOf(plan.set).find(({ kind }) => kind === "event" || kind === "sequence");
        if (leaf?.kind !== "event" && leaf?.kind !== "sequence") return [node, { kind: "events", matching: 0, latest: [] }];
        return [node, await eventsOf(leaf, catalog, only)];
      }
      case "segment":
      case "list":
      case "sample":
        return [node, { kind: "membership" }];
      case "all":
      case "any":
      case "not":
        return [node, null];
      default:
        return assertNever(node);
    }
  });
  return new Map(await Promise.all(found));
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
