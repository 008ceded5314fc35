import { z } from "zod";
import { bind, type Fragment, identifier, sql } from "../compiler/sql.ts";
import { rows, run, stagingName, type Work } from "./work.ts";

/** Message ids compared with the stored ones at a time: bounds the memory. */
const IDS_AT_A_TIME = 2_000_000;

/**
 * Stages the rows of `judged` (a query with `row` and `message`) that must not count again: an earlier row of the file
 * or a stored event has the same message id.
 *
 * @returns the table, with the column `row`
 */
export async function stageDuplicates(work: Work, judged: Fragment): Promise<string> {
  const table = stagingName(work.number, "duplicates");
  await run(work, sql`CREATE TABLE ${identifier(table)} (row UInt64) ENGINE = MergeTree ORDER BY row`);
  if (work.raw.names.includes("message_id")) {
    await run(
      work,
      sql`INSERT INTO ${identifier(table)}
        SELECT arrayJoin(arrayPopFront(arraySort(groupArray(row)))) FROM (${judged}) GROUP BY message HAVING count() > 1`,
    );
  } else if (!(await wasImported(work))) {
    return table;
  }
  const total = await countOf(work, judged);
  const shares = Math.ceil(total / IDS_AT_A_TIME);
  for (let share = 0; share < shares; share += 1) {
    const inShare = (id: Fragment): Fragment =>
      sql`cityHash64(${id}) % ${bind("UInt64", shares)} = ${bind("UInt64", share)}`;
    const staged = sql`SELECT message FROM (${judged}) WHERE ${inShare(sql`message`)}`;
    const stored = sql`SELECT message_id FROM events WHERE ${inShare(sql`message_id`)} AND message_id IN (${staged})`;
    await run(
      work,
      sql`INSERT INTO ${identifier(table)} SELECT row FROM (${judged})
        WHERE ${inShare(sql`message`)} AND message IN (${stored}) AND row NOT IN (SELECT row FROM ${identifier(table)})`,
    );
  }
  return table;
}

/** Whether a file with this content has been imported: without message ids in it, only then can an event be known. */
async function wasImported(work: Work): Promise<boolean> {
  return (await countOf(work, sql`SELECT 1 FROM files WHERE sha256 = ${bind("String", work.fileHash)}`)) > 0;
}

async function countOf(work: Work, query: Fragment): Promise<number> {
  const [row] = await rows(work, sql`SELECT count() AS count FROM (${query})`);
  return z.number().parse(row?.["count"]);
}
