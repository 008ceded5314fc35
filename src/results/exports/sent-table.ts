import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { DataType } from "../../catalog/types.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../../compiler/sql.ts";
import { type Engine, oneRow } from "../../engine/engine.ts";
import { SCRATCH } from "../../engine/schema.ts";
import type { Workbench } from "../audience.ts";
import { type Change, CHANGES, type Part, rowsOf, type Taken } from "./part.ts";
import { createRejected, rejectedTable, takenRows } from "./rejected.ts";
import { MEMBERS, ScratchTables } from "../scratch-tables.ts";
import { members } from "../set-tables.ts";
import { type Ladder, ladderOf } from "./ladder.ts";
import type { SentField } from "./fields.ts";
import { createTable, formOf, plainForm, sentColumn, type SentForm, writtenNames, writtenValues } from "./sent-form.ts";
import { lastingOf, leftAfter, type Outline, type Scene, withScene } from "./scene.ts";
import { watch } from "./watched.ts";

/** A column of a table of rows to send. */
export interface SentColumn {
  readonly name: string;
  readonly type: DataType;
}

/** Rows that were written down to be sent, each as it is sent. */
export interface SentTable {
  /** Its name in the engine. */
  readonly table: string;
  readonly columns: readonly SentColumn[];
}

export interface WriteDown {
  /** What names the table; letters and digits. */
  readonly id: string;
  readonly outline: Outline;
  /** Whether a run after it is to be compared with it: then its rows are hashed. */
  readonly compares: boolean;
  /** What the destination has already; left out: nothing, and every row is added, as it is where the columns are others now. */
  readonly before?: SentTable | undefined;
  /** What it has of other segments: who leaves this one and is in one of these is not removed. */
  readonly others?: readonly SentTable[];
  /** Told of rows as they are read, each time of how many more. */
  readonly read?: (rows: number) => void;
}

export interface WrittenDown extends SentTable {
  readonly ladder: Ladder;
  /** What the rows were compared with. */
  readonly before: SentTable | undefined;
  /** How many rows there are of each change. */
  readonly rows: Readonly<Record<Change, number>>;
}

/** Tables of rows are named by it, so that those of runs that are not known any more are found and dropped. */
const PREFIX = "sent_";

/**
 * Writes down the rows of everyone who can be sent, with what becomes of each since `before`. They are on disk when this resolves. Who is in
 * is decided once: ladder and rows are of the same customers.
 *
 * @throws AppError `invalid_definition`, `invalid_destination` with all problems
 */
export function writeDown(bench: Workbench, { id, outline, compares, before: last, others = [], read = () => undefined }: WriteDown, signal?: AbortSignal): Promise<WrittenDown> {
  const table = `${PREFIX}${id}`;
  return withScene(bench, outline, signal, async (scene) => {
    const { engine, layout } = bench.storage;
    const columns = scene.fields.map(({ name, type }) => ({ name, type }));
    const before = last && isDeepStrictEqual(last.columns, columns) ? last : undefined;
    const scratch = new ScratchTables(engine, "sent");
    const who = await scratch.make(MEMBERS);
    try {
      const found = await ladderOf(bench, scene, signal);
      const form = await formOf(engine, scene.fields, compares || before !== undefined, signal);
      await engine.run(render(sql`INSERT INTO ${identifier(SCRATCH, who)} SELECT ${leftAfter(scene, scene.steps.length)}`), { signal });
      layout.ownership.requireSure();
      // What a try before has left is of another moment.
      await dropSent(engine, table);
      await engine.run(render(createTable(table, form)));
      const watched = watch(engine, read);
      try {
        const write = (rows: Fragment, settings: Readonly<Record<string, number>> = {}): Promise<void> =>
          engine.run(render(sql`INSERT INTO ${identifier(table)} ${rows}`), { signal, settings: { ...settings, ...watched.settings } });
        if (before) {
          await write(current(scene, form, members(who), before));
          const staying = sql`bitmapContains(${leftAfter(lastingOf(scene), scene.steps.length)}, id)`;
          if (scene.lasting !== undefined) await write(left("same", before, sql`${isInNone([table])} AND ${staying}`));
          await write(left("removed", before, isInNone([table, ...others.map((other) => other.table)])));
        } else {
          await allEnded((await stretchesOf(engine, members(who), signal)).map((stretch) => write(current(scene, form, members(who), undefined, stretch), WRITE)));
        }
      } finally {
        watched.stop();
      }
      const rows = await countChanges(engine, table, signal);
      return { table, columns, ladder: found, rows, before };
    } finally {
      await scratch.drop(who);
    }
  });
}

/**
 * The engine (26.7) writes with one thread, and pieces of a million rows, which no cache holds, unless it is told otherwise. With more
 * threads in one statement each would write rows of everywhere, and to read them in their order would take as long as to write them:
 * so each statement writes a stretch of its own.
 */
const WRITE = { max_threads: 1, max_insert_threads: 1, min_insert_block_size_rows: 2 ** 18, min_insert_block_size_bytes: 2 ** 27 } as const;
/** Each holds what it is about to write. */
const MOST_STRETCHES = 4;
const LEAST_OF_STRETCH = 2 ** 16;

/** Conditions that cut customers into as many stretches of ids as the engine has threads. */
async function stretchesOf(engine: Engine, who: Fragment, signal: AbortSignal | undefined): Promise<readonly Fragment[]> {
  const threads = sql`least(getSetting('max_threads'), ${bind("UInt8", MOST_STRETCHES)})`;
  const size = sql`greatest(intDiv(bitmapCardinality(${who}), ${threads}) + 1, ${bind("UInt32", LEAST_OF_STRETCH)})`;
  const cut = sql`SELECT arrayMap(at -> bitmapMin(subBitmap(who, at, 1)), range(size, bitmapCardinality(who), size)) AS starts
    FROM (SELECT ${who} AS who, ${size} AS size)`;
  const { starts } = startsSchema.parse(await oneRow(engine, render(cut), { signal }));
  return [0, ...starts].map((start, at) => {
    const end = starts[at];
    return sql` AND id >= ${bind("UInt32", start)}${end === undefined ? sql`` : sql` AND id < ${bind("UInt32", end)}`}`;
  });
}

const startsSchema = z.object({ starts: z.array(z.number()) });

/** Resolves when all have ended, also where one fails: nothing is written any more. */
async function allEnded(tasks: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(tasks);
  await Promise.all(tasks);
}

/** The rows of those who can be sent, of a stretch of them. */
function current({ fields }: Scene, form: SentForm, who: Fragment, before: SentTable | undefined, stretch: Fragment = sql``): Fragment {
  const rows = sql`SELECT id, key${writtenValues(fields, form)} FROM customers WHERE bitmapContains(${who}, id)${stretch}`;
  const columns = writtenNames(form);
  const hash = form.isHashed ? sql`, ${rowHash(fields)} AS hash` : sql``;
  if (before === undefined) return sql`SELECT 'added', id, key${hash}${columns} FROM (${rows})`;
  const there = sql`SELECT id, hash AS old, 1 AS found FROM ${identifier(before.table)} WHERE change != 'removed'`;
  return sql`SELECT multiIf(found = 0, 'added', hash = old, 'same', 'updated'), id, key, hash${columns}
    FROM (SELECT *${hash} FROM (${rows})) AS now LEFT JOIN (${there}) AS then USING (id)
    SETTINGS join_algorithm = 'grace_hash'`;
}

/** Tells whether anything of a row was updated. What is unknown is another value than any that is known. */
function rowHash(fields: readonly SentField[]): Fragment {
  const hashed = fields.flatMap(({ type }, at): readonly Fragment[] => {
    const column = sentColumn(at);
    // The engine (26.7) hashes nothing that may be unknown, in records neither.
    if (type.kind === "records") return [sql`toString(${column})`];
    return type.kind === "list" ? [column] : [sql`assumeNotNull(${column})`, sql`isNull(${column})`];
  });
  return sql`sipHash128(${join(hashed, sql`, `)})`;
}

/** Some of those who were sent, as they were sent, and what becomes of them. */
function left(change: "same" | "removed", { table, columns }: SentTable, which: Fragment): Fragment {
  const named = columns.map((_, at) => sql`, ${sentColumn(at)}`);
  return sql`SELECT ${bind("String", change)}, id, key, hash${join(named, sql``)} FROM ${identifier(table)} WHERE change != 'removed' AND ${which}`;
}

/** Who is in none of some tables of rows. */
function isInNone(tables: readonly string[]): Fragment {
  const isIn = tables.map((table) => sql`bitmapContains((SELECT groupBitmapState(id) FROM ${identifier(table)} WHERE change != 'removed'), id)`);
  return sql`NOT (${join(isIn, sql` OR `)})`;
}

async function countChanges(engine: Engine, table: string, signal: AbortSignal | undefined): Promise<Readonly<Record<Change, number>>> {
  const counts = CHANGES.map((change) => sql`countIf(change = ${bind("String", change)}) AS ${identifier(change)}`);
  return changesSchema.parse(await oneRow(engine, render(sql`SELECT ${join(counts, sql`, `)} FROM ${identifier(table)}`), { signal }));
}

const changesSchema = z.object({ added: z.number(), updated: z.number(), removed: z.number() });

/** Cuts rows of one change, or of a part alone, into parts of at most `most` rows. */
export async function partsOf(engine: Engine, table: string, of: Change | Part, most: number, signal?: AbortSignal): Promise<readonly Part[]> {
  const { change, after } = typeof of === "string" ? { change: of, after: 0 } : of;
  const from = sql`FROM ${identifier(table)} WHERE ${typeof of === "string" ? sql`change = ${bind("String", change)}` : rowsOf(of)}`;
  const { rows, last } = wholeSchema.parse(await oneRow(engine, render(sql`SELECT count() AS rows, max(id) AS last ${from}`), { signal }));
  if (rows <= most) return rows === 0 ? [] : [{ change, after, to: last, rows }];
  // The engine (26.7) copies an array that a lambda captures once for each item: `ids` is given as an argument.
  const cut = sql`SELECT arrayFilter((id, at) -> at % ${bind("UInt32", most)} = 0, ids, arrayEnumerate(ids)) AS ends
    FROM (SELECT arraySort(groupArray(id)) AS ids ${from})`;
  const { ends } = cutSchema.parse(await oneRow(engine, render(cut), { signal }));
  const rest = rows - ends.length * most;
  return [...ends, ...(rest > 0 ? [last] : [])].map((to, at) => ({ change, after: ends[at - 1] ?? after, to, rows: at < ends.length ? most : rest }));
}

const wholeSchema = z.object({ rows: z.number(), last: z.number() });
const cutSchema = z.object({ ends: z.array(z.number()) });

/**
 * Writes down what the destination has after some rows of a run were sent, without those that it rejected: each row as it was taken last.
 *
 * @param id names the table
 */
export async function writeTaken(engine: Engine, id: string, run: SentTable, before: SentTable | undefined, taken: Taken): Promise<SentTable> {
  const table = `${PREFIX}${id}`;
  const columns = join(run.columns.map((_, at) => sql`, ${sentColumn(at)}`), sql``);
  const row = sql`'same', id, key, hash${columns}`;
  const isTaken = takenRows(run.table, taken);
  await createRejected(engine, run.table);
  await dropSent(engine, table);
  await engine.run(render(createTable(table, plainForm(run.columns))));
  const now = sql`SELECT ${row} FROM ${identifier(run.table)} WHERE change = 'same' OR (change IN ('added', 'updated') AND ${isTaken})`;
  await engine.run(render(sql`INSERT INTO ${identifier(table)} ${now}`));
  if (before) {
    const waiting = sql`SELECT id FROM ${identifier(run.table)} WHERE change IN ('updated', 'removed') AND NOT ${isTaken}`;
    const old = sql`SELECT ${row} FROM ${identifier(before.table)} WHERE change != 'removed' AND id IN (${waiting})`;
    await engine.run(render(sql`INSERT INTO ${identifier(table)} ${old}`));
  }
  return { table, columns: run.columns };
}

/** Drops a table of rows; one that is gone already is no failure. */
export async function dropSent(engine: Engine, table: string): Promise<void> {
  for (const name of [table, rejectedTable(table)]) await engine.run(render(sql`DROP TABLE IF EXISTS ${identifier(name)} SYNC`));
}

/** Whether a table of rows is there: data that was imported anew elsewhere has none of before. */
export async function isKept(engine: Engine, table: string): Promise<boolean> {
  return (await sentTables(engine)).includes(table);
}

/** The names of all tables of rows that there are, without those of what was rejected. */
export async function sentTables(engine: Engine): Promise<readonly string[]> {
  const rows = await engine.rows(
    render(sql`SELECT name FROM system.tables
      WHERE database = currentDatabase() AND startsWith(name, ${bind("String", PREFIX)}) AND NOT endsWith(name, '_rejected')`),
  );
  return rows.map(({ name }) => z.string().parse(name));
}
