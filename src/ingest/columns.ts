import { z } from "zod";
import type { DataType } from "../catalog/types.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import { columnType, FEW_TEXTS_TYPE, typeText } from "../engine/schema.ts";
import { rows, type Work } from "./work.ts";

/** A column that holds an attribute or a property, old or new. */
export interface GivenColumn {
  readonly column: string;
  readonly type: DataType;
  readonly isNew: boolean;
}

/** What the engine's dictionary of a part holds beside the numbers of the rows: 8,192 by default. */
const FEW_TEXTS = 5_000;
/** Columns looked at in one statement: the engine needs memory for each. */
const COLUMNS_AT_A_TIME = 200;

/**
 * Adds the columns of `judged` that are new, and gives a column of texts up to which a dictionary does not fit any more its plain type.
 * With a dictionary a test looks at each different text once, which is several times as fast; with too many, several times slower.
 */
export async function fitColumns(
  work: Work,
  table: "customers" | "events",
  columns: readonly GivenColumn[],
  judged: Fragment,
): Promise<void> {
  const given = columns.filter(({ type }) => isText(type));
  const withDictionary = given.length === 0 ? new Set() : await dictionaryColumns(work, table);
  const texts = given.filter(({ column, isNew }) => isNew || withDictionary.has(column));
  const few = await fewTexts(work, judged, texts.map(({ column }) => column));
  const changes = [
    ...columns
      .filter(({ isNew }) => isNew)
      .map(({ column, type }) => sql`ADD COLUMN ${identifier(column)} ${typeText(few.has(column) ? FEW_TEXTS_TYPE : columnType(type))}`),
    ...texts
      .filter(({ column, isNew }) => !isNew && !few.has(column))
      .map(({ column, type }) => sql`MODIFY COLUMN ${identifier(column)} ${typeText(columnType(type))}`),
  ];
  if (changes.length === 0) return;
  const statement = render(sql`ALTER TABLE ${identifier(table)} ${join(changes, sql`, `)}`);
  for (const engine of work.storage.layout.engines) await engine.run(statement, { signal: work.signal });
}

function isText(type: DataType): boolean {
  return type.kind === "value" && type.of === "text";
}

async function dictionaryColumns(work: Work, table: string): Promise<ReadonlySet<string>> {
  const found = await rows(
    work,
    sql`SELECT name FROM system.columns
      WHERE database = currentDatabase() AND table = ${bind("String", table)} AND type = ${bind("String", FEW_TEXTS_TYPE)}`,
  );
  return new Set(found.map((row) => z.string().parse(row["name"])));
}

/** Those of the columns that hold few different texts, nearly: nothing but time depends on it. */
async function fewTexts(work: Work, judged: Fragment, columns: readonly string[]): Promise<ReadonlySet<string>> {
  const few = new Set<string>();
  for (let first = 0; first < columns.length; first += COLUMNS_AT_A_TIME) {
    const some = columns.slice(first, first + COLUMNS_AT_A_TIME);
    const counts = join(some.map((column) => sql`uniq(${identifier(column)})`), sql`, `);
    const [row] = await rows(work, sql`SELECT [${counts}] AS counts FROM ${judged} WHERE reason = ''`);
    const counted = z.array(z.number()).parse(row?.["counts"]);
    some.forEach((column, index) => {
      if ((counted[index] ?? 0) <= FEW_TEXTS) few.add(column);
    });
  }
  return few;
}
