import type { CustomerList } from "../catalog/types.ts";
import { bind, identifier, sql } from "../compiler/sql.ts";
import { invariant } from "../errors.ts";
import { nameCells, textOf } from "./cell.ts";
import { compound, firstReason, misfit, missing, unknownCustomer } from "./reason.ts";
import type { Staged } from "./staged.ts";
import { createStaging, judge, numberOf, requireColumn, requireTypesOf, run, type Work } from "./work.ts";

/**
 * Judges the rows of a file of customer keys and stages the list that they make, whole: those that were on it stay when the file is to
 * be appended. A key that no customer has is rejected.
 */
export async function stageList(work: Work): Promise<Staged> {
  const { list, raw, storage } = work;
  invariant(list !== undefined, "a file of a list says which");
  const key = work.columns.customer;
  requireColumn(work, key, "the customer's key", "--customer");
  requireTypesOf(work, []);
  const cell = raw.cell(key);
  const named = nameCells(raw.table, [cell]);
  const customer = named.of(cell);
  const judged = await judge(
    work,
    named,
    firstReason(raw.broken, [
      missing(customer, "customer key"),
      compound(customer, key),
      misfit(customer, key, { kind: "value", of: "text" }),
      unknownCustomer(customer),
    ]),
    [{ name: "key", type: "Nullable(String)", value: textOf(customer) }],
  );

  const version = storage.catalog.version + 1;
  const before = storage.catalog.lists.find(({ id }) => id === list.id);
  const ids = sql`SELECT id FROM keys WHERE key IN (SELECT key FROM ${judged} WHERE reason = '')`;
  const earlier = sql`SELECT id FROM lists WHERE list = ${bind("String", list.id)} AND version = ${bind("UInt64", before?.version ?? 0)}`;
  const all = list.mode === "append" && before !== undefined ? sql`${ids} UNION ALL ${earlier}` : ids;
  const lists = await createStaging(work, "lists");
  await run(
    work,
    sql`INSERT INTO ${identifier(lists)} SELECT ${bind("String", list.id)}, ${bind("UInt64", version)}, id, ${bind("UInt32", work.number)}
      FROM (SELECT DISTINCT id FROM (${all}))`,
  );
  const size = await numberOf(work, sql`count()`, identifier(lists));
  const stored: CustomerList = { id: list.id, name: list.name ?? before?.name ?? list.id, size, version };
  return {
    judged,
    customers: sql`SELECT id FROM ${identifier(lists)}`,
    accepted: sql`SELECT key FROM ${judged} WHERE reason = '' GROUP BY key`,
    duplicates: sql`SELECT 1 FROM ${judged} WHERE reason = '' GROUP BY key, row HAVING row NOT IN (SELECT min(row) FROM ${judged} WHERE reason = '' GROUP BY key)`,
    newCustomers: 0,
    staged: { lists },
    columns: [{ name: key, type: "customer key", decided: "role" }],
    next: ({ catalog, nextColumn }) =>
      Promise.resolve({
        catalog: { ...catalog, version, lists: [...catalog.lists.filter(({ id }) => id !== list.id), stored] },
        nextColumn,
      }),
  };
}
