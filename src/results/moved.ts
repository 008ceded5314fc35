import { z } from "zod";
import { EVERYONE, leavesOf } from "../compiler/set.ts";
import { setSql } from "../compiler/set-sql.ts";
import { bind, type Fragment, render, sql } from "../compiler/sql.ts";
import { oneRow } from "../engine/engine.ts";
import { AppError } from "../errors.ts";
import { soughtSet, type Workbench } from "./audience.ts";
import { type CustomersPage, customersPage, type PageRequest } from "./customers-page.ts";

/** Two memberships of one segment. */
export interface Memberships {
  /** The id of the segment. */
  readonly segment: string;
  readonly from: string;
  readonly to: string;
}

/** How many customers are in one membership and not in the other, or in both; with those who are gone by now. */
export interface Moved {
  /** In `to`, and not in `from`. */
  readonly entered: number;
  /** In `from`, and not in `to`. */
  readonly left: number;
  readonly stayed: number;
}

export type Side = "entered" | "left";

/** Customers who entered or left, and are still there. */
export interface MovedCustomers extends CustomersPage {
  /** How many of those who entered, or left, are no customers any more. */
  readonly gone: number;
  /** How many are on all pages: without a search all who are still there. */
  readonly found: number;
}

/** @throws AppError `not_found` when a membership is not kept any more */
export async function countMoved({ storage }: Workbench, memberships: Memberships, signal?: AbortSignal): Promise<Moved> {
  const { segment, from, to } = memberships;
  const one = (id: string): Fragment => sql`groupBitmapMergeStateIf(members, id = ${bind("String", id)})`;
  const both = sql`SELECT ${one(from)} AS old, ${one(to)} AS new, groupUniqArray(id) AS found FROM memberships
    WHERE segment = ${bind("String", segment)} AND id IN (${bind("String", from)}, ${bind("String", to)})`;
  const statement = sql`SELECT bitmapAndnotCardinality(new, old) AS entered, bitmapAndnotCardinality(old, new) AS left,
      bitmapAndCardinality(old, new) AS stayed, found FROM (${both})`;
  const { found, ...moved } = movedSchema.parse(await oneRow(storage.engine, render(statement), { signal }));
  for (const [name, id] of [["from", from], ["to", to]] as const) if (!found.includes(id)) throw gone(name);
  return moved;
}

/**
 * A page of the customers who entered or left, searched and sorted by the values that they have now, as a page of members is.
 *
 * @throws AppError `not_found` when a membership is not kept any more, `unknown_attribute`, `invalid_cursor`
 */
export async function movedCustomers(
  bench: Workbench,
  memberships: Memberships,
  { side, ...page }: PageRequest & { readonly side: Side },
  signal?: AbortSignal,
): Promise<MovedCustomers> {
  const { [side]: all } = await countMoved(bench, memberships, signal);
  return bench.storage.read(async (catalog) => {
    const customers = customersPage(catalog, page);
    const sought = soughtSet(page.search, { catalog, timeZone: bench.clock.timeZone() });
    return bench.leaves.with({ set: { kind: "or", of: [EVERYONE, sought] }, leaves: leavesOf(sought) }, catalog, signal, async (names) => {
      const { engine } = bench.storage;
      const whole = sql`bitmapAnd(${movedSet(memberships, side)}, ${names.everyone})`;
      const set = sought.kind === "everyone" ? whole : sql`bitmapAnd(${whole}, ${setSql(sought, names)})`;
      const sizes = await oneRow(engine, render(sql`SELECT bitmapCardinality(${whole}) AS there, bitmapCardinality(${set}) AS found`), { signal });
      const { there, found } = sizesSchema.parse(sizes);
      return { gone: all - there, found, ...(await customers.of(engine, set, signal)) };
    });
  });
}

const sizesSchema = z.object({ there: z.number(), found: z.number() });

const movedSchema = z.object({ entered: z.number(), left: z.number(), stayed: z.number(), found: z.array(z.string()) });

function movedSet({ segment, from, to }: Memberships, side: Side): Fragment {
  // Fails when there is no row: it is never read as nobody.
  const one = (id: string): Fragment => sql`(SELECT members FROM memberships WHERE segment = ${bind("String", segment)} AND id = ${bind("String", id)})`;
  return side === "entered" ? sql`bitmapAndnot(${one(to)}, ${one(from)})` : sql`bitmapAndnot(${one(from)}, ${one(to)})`;
}

function gone(name: "from" | "to"): AppError {
  return new AppError("not_found", "The members of this refresh are not kept any more.", {
    path: [name],
    hint: "Choose a later refresh.",
  });
}
