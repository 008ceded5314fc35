import { z } from "zod";
import type { Attribute, Catalog } from "../catalog/types.ts";
import { searchSet } from "../compiler/plan-search.ts";
import type { SetExpr } from "../compiler/plan.ts";
import { and, EVERYONE, leavesOf } from "../compiler/set.ts";
import { setSql } from "../compiler/set-sql.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import { oneRow } from "../engine/engine.ts";
import type { Storage } from "../engine/storage.ts";
import type { Circumstances, Referred } from "../segment/checked.ts";
import type { Clock } from "./clock.ts";
import { chooseColumns, columnOf, csvCell, namedFields } from "./columns.ts";
import { type CustomersPage, customersPage, orderOf, type PageRequest } from "./customers-page.ts";
import type { Question } from "./data.ts";
import type { Leaves } from "./leaves.ts";
import { requirePatterns } from "./patterns.ts";
import { type Asked, ask, type Findings, findingsOf } from "./question.ts";
import type { Receipt } from "./receipt.ts";

/** What questions about customers are answered from. */
export interface Workbench {
  readonly storage: Storage;
  readonly leaves: Leaves;
  readonly clock: Clock;
  /** What a condition refers to in the workspace, as it is now. */
  readonly referred: (where: unknown) => Promise<Referred>;
}

/** Members with the receipt of the set that they are from. */
export interface MembersPage extends CustomersPage {
  readonly receipt: Receipt;
  /** How many there are on all pages: without a search all who are in. */
  readonly found: number;
}

/** Judges a question without asking it. */
export async function findings({ storage, clock, referred }: Workbench, question: Question): Promise<Findings> {
  return findingsOf(question, storage.catalog, clock, await referred(question.where));
}

/** How many customers are in, exactly. @throws AppError `invalid_definition` with all problems */
export function count(bench: Workbench, question: Question, signal?: AbortSignal): Promise<Receipt> {
  return asking(bench, question, signal, async (asked, catalog) => {
    const { set } = asked.plan;
    const size =
      (await bench.leaves.size(set, catalog, signal)) ??
      (await bench.leaves.with(asked.plan, catalog, signal, (names) => sizeOf(bench, setSql(set, names), signal)));
    return receiptOf(bench, asked, size);
  });
}

/**
 * A page of the customers who are in; with a search of those alone who have it in their key or in any attribute.
 *
 * @throws AppError `invalid_definition` with all problems, `invalid_now`, `unknown_attribute`, `invalid_cursor`
 */
export function members(bench: Workbench, question: Question, page: PageRequest, signal?: AbortSignal): Promise<MembersPage> {
  return asking(bench, question, signal, async (asked, catalog) => {
    const { set, leaves } = asked.plan;
    const customers = customersPage(catalog, page);
    const sought = soughtSet(page.search, asked.circumstances);
    const among = and([set, sought]);
    const needed = [set, among].filter(({ kind }) => kind !== "everyone");
    return bench.leaves.with({ set: { kind: "or", of: needed }, leaves: [...leaves, ...leavesOf(sought)] }, catalog, signal, async (names) => {
      const size = async (of: SetExpr): Promise<number> => (await bench.leaves.size(of, catalog, signal)) ?? sizeOf(bench, setSql(of, names), signal);
      const shown = customers.of(bench.storage.engine, among.kind === "everyone" ? undefined : setSql(among, names), signal);
      const [counted, found, rows] = await Promise.all([size(set), size(among), shown]);
      return { receipt: receiptOf(bench, asked, counted), found, ...rows };
    });
  });
}

/** Everyone when nothing is searched for. */
export function soughtSet(search: string | undefined, circumstances: Pick<Circumstances, "catalog" | "timeZone">): SetExpr {
  return search === undefined || search === "" ? EVERYONE : searchSet(search, circumstances);
}

export type MembersFormat = "csv" | "ndjson";

/** What a file holds: of a page that is as long as there are customers, or as `limit` says. */
export interface MembersFile extends Pick<PageRequest, "columns" | "sort" | "search"> {
  readonly format: MembersFormat;
  readonly limit?: number | undefined;
}

/**
 * All the customers who are in, as a file: CSV with a header, or NDJSON, searched and sorted as a page of them is. Resolves when the set is
 * known, so what the caller can mend is thrown before the first byte.
 *
 * @throws AppError `invalid_definition` with all problems, `invalid_now`, `unknown_attribute`
 */
export async function membersFile(
  bench: Workbench,
  question: Question,
  file: MembersFile,
  signal?: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  return evaluate(bench, question, file.search, signal, async (set, catalog) => {
    const by = orderOf(catalog, file.sort, file.search ?? "")?.by ?? sql`id`;
    const columns = chooseColumns(catalog, file.columns);
    const names = [keyName(columns), ...columns.map(({ name }) => name)];
    const limit = file.limit === undefined ? sql`` : sql` LIMIT ${bind("UInt64", file.limit)}`;
    const where = sql`FROM customers WHERE bitmapContains(${set}, id) ORDER BY ${by}${limit}`;
    const settings = { format_csv_null_representation: "", prefer_column_name_to_alias: 1 };
    if (file.format === "csv") {
      const cells = columns.map((attribute) => csvCell(columnOf(attribute), attribute.type));
      const body = await bench.storage.engine.stream(
        render(sql`SELECT ${join([sql`key`, ...cells], sql`, `)} ${where} FORMAT CSV`),
        { signal, settings },
      );
      return withHeader(names, body);
    }
    const cells = columns.map((attribute) => namedFields(columnOf(attribute), attribute.type));
    const named = [sql`key`, ...cells].map((cell, index) => sql`${cell} AS ${identifier(names[index] ?? "")}`);
    return bench.storage.engine.stream(render(sql`SELECT ${join(named, sql`, `)} ${where} FORMAT JSONEachRow`), {
      signal,
      settings,
    });
  });
}

/** A question with the moment at which it came, in milliseconds of `performance.now()`. */
export type Timed = Asked & { readonly startedAt: number };

/**
 * Checks a question, patterns included, and answers it while the data stays as it is.
 *
 * @throws AppError `invalid_definition` with all problems, `invalid_now`
 */
export function asking<T>(
  bench: Workbench,
  question: Question,
  signal: AbortSignal | undefined,
  use: (asked: Timed, catalog: Catalog) => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  return bench.storage.read(async (catalog) => {
    return use({ ...(await checked(bench, question, catalog, bench.clock, signal)), startedAt }, catalog);
  });
}

/**
 * Checks a question, patterns included.
 *
 * @throws AppError `invalid_definition` with all problems, `invalid_now`
 */
export async function checked(
  bench: Workbench,
  question: Question,
  catalog: Catalog,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<Asked> {
  const asked = ask(question, catalog, clock, await bench.referred(question.where));
  await requirePatterns(bench.storage.engine, asked.condition, asked.circumstances.segments, signal);
  return asked;
}

function evaluate<T>(
  bench: Workbench,
  question: Question,
  search: string | undefined,
  signal: AbortSignal | undefined,
  use: (set: Fragment, catalog: Catalog) => Promise<T>,
): Promise<T> {
  return asking(bench, question, signal, ({ plan, circumstances }, catalog) => {
    const sought = soughtSet(search, circumstances);
    const set = and([plan.set, sought]);
    return bench.leaves.with({ set, leaves: [...plan.leaves, ...leavesOf(sought)] }, catalog, signal, (names) => use(setSql(set, names), catalog));
  });
}

async function sizeOf({ storage }: Workbench, set: Fragment, signal: AbortSignal | undefined): Promise<number> {
  const row = await oneRow(storage.engine, render(sql`SELECT bitmapCardinality(${set}) AS size`), { signal });
  return z.number().parse(row["size"]);
}

/** The receipt of a number that answers a question. */
export function receiptOf({ storage, clock }: Workbench, asked: Timed, counted: number): Receipt {
  const base = storage.catalog.customers;
  return {
    count: counted,
    base,
    share: base === 0 ? 0 : counted / base,
    definitionHash: asked.definitionHash,
    dataVersion: storage.catalog.version,
    now: new Date(asked.now).toISOString(),
    timeZone: asked.timeZone,
    evaluatedAt: new Date(clock.now()).toISOString(),
    elapsedMs: Math.round((performance.now() - asked.startedAt) * 10) / 10,
  };
}

/** The name of the column with the customer's key, even beside an attribute of the same name. */
function keyName(columns: readonly Attribute[]): string {
  const taken = columns.some(({ name }) => name === "customer_id");
  return taken ? "customer key" : "customer_id";
}

async function* withHeader(names: readonly string[], body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const cells = names.map((name) => `"${name.replaceAll('"', '""')}"`);
  yield new TextEncoder().encode(`${cells.join(",")}\n`);
  yield* body;
}
