import type { Attribute, DataType } from "../catalog/types.ts";
import { typeName } from "../catalog/type-name.ts";
import { bind, type Fragment, identifier, join, sql } from "../compiler/sql.ts";
import type { Manifest } from "../engine/manifest.ts";
import { columnType } from "../engine/schema.ts";
import { type Cell, castTo, nameCells, textOf } from "./cell.ts";
import { fitColumns } from "./columns.ts";
import { kindsBy, typeOfKinds } from "./infer.ts";
import { nearMisses, withNearMiss } from "./near-miss.ts";
import { compound, firstReason, folderName, misfit, missing } from "./reason.ts";
import { grown } from "./record-fields.ts";
import type { ColumnDecision } from "./request.ts";
import type { Staged } from "./staged.ts";
import { createStaging, idsOf, judge, requireColumn, requireTypesOf, run, sample, stageKeys, type Work } from "./work.ts";

/** An attribute that the file gives, with its column. */
interface GivenAttribute {
  readonly name: string;
  readonly type: DataType;
  readonly column: string;
  readonly cell: Cell;
  readonly isNew: boolean;
  /** Whether the stored type of its records lacks fields of `type`. */
  readonly grows: boolean;
  readonly decided: ColumnDecision["decided"];
  readonly kinds: number;
}

/** Judges the rows of a file of customers and stages whole new rows: given attributes replace, the others stay. */
export async function stageCustomers(work: Work): Promise<Staged> {
  const key = work.columns.customer;
  requireColumn(work, key, "the customer's key", "--key");
  const keyCell = work.raw.cell(key);
  const decided = await decideAttributes(work, key);
  const named = nameCells(work.raw.table, [keyCell, ...decided.map(({ cell }) => cell)]);
  const customer = named.of(keyCell);
  const attributes = decided.map((attribute) => ({ ...attribute, cell: named.of(attribute.cell) }));
  const texts = decided.filter(({ decided: how, type }) => how === "inferred" && typeName(type) === "text");
  const misses = new Map((await nearMisses(work, texts)).map((miss, index) => [texts[index]?.name, miss]));

  const reason = firstReason(work.raw.broken, [
    missing(customer, "customer key"),
    compound(customer, key),
    misfit(customer, key, { kind: "value", of: "text" }),
    folderName(customer),
    ...attributes.map(({ cell, name, type }) => misfit(cell, name, type)),
  ]);
  const judged = await judge(work, named, reason, [
    { name: "key", type: "Nullable(String)", value: textOf(customer) },
    ...attributes.flatMap(({ column, type, cell }) => [
      { name: column, type: columnType(type), value: castTo(cell, type) },
      { name: givenFlag(column), type: "Bool", value: sql`${cell.raw} IS NOT NULL` },
    ]),
  ]);
  const accepted = sql`SELECT row, key FROM ${judged} WHERE reason = ''`;
  const keys = await stageKeys(work, accepted);
  await fitColumns(work, "customers", attributes, judged);
  const customers = await createStaging(work, "customers", attributes.filter((attribute) => attribute.grows));
  await run(work, insertCustomers(work, customers, attributes, judged, idsOf(accepted, keys.table)));

  return {
    judged,
    customers: sql`SELECT id FROM ${identifier(customers)}`,
    accepted,
    duplicates: sql`SELECT 1 WHERE 0`,
    newCustomers: keys.count,
    staged: { keys: keys.table, customers },
    columns: [
      { name: key, type: "customer key", decided: "role" },
      ...attributes.map(({ name, type, decided: how }) => withNearMiss({ name, type: typeName(type), decided: how }, misses.get(name))),
    ],
    next: (manifest) => Promise.resolve(withAttributes(manifest, attributes)),
  };
}

async function decideAttributes(work: Work, key: string): Promise<readonly GivenAttribute[]> {
  const names = work.raw.names.filter((name) => name !== key);
  requireTypesOf(work, names);
  const known = new Map<string, Attribute>(work.storage.catalog.attributes.map((each) => [each.name, each]));
  const cells = names.map((name) => work.raw.cell(name));
  const kinds = (await kindsBy(sample(work), sql`''`, cells)).get("") ?? [];
  let next = work.storage.manifest.nextColumn;
  const attributes: GivenAttribute[] = [];
  for (const [index, name] of names.entries()) {
    const cell = work.raw.cell(name);
    const before = known.get(name);
    const given = work.types.get(name);
    const type = before
      ? await grown(before.type, given, { sample: sample(work), cell, what: `"${name}"` })
      : (given ?? (await typeOfKinds(sample(work), cell, kinds[index] ?? 0)));
    if (type === undefined) continue;
    const grows = before !== undefined && typeName(before.type) !== typeName(type);
    const decided = before ? "known" : given ? "given" : "inferred";
    const column = before?.column ?? `a${next}`;
    attributes.push({ name, type, column, cell, isNew: before === undefined, grows, decided, kinds: kinds[index] ?? 0 });
    if (before === undefined) next += 1;
  }
  return attributes;
}

/** Of several rows of one customer the last that gives an attribute counts; what none gives stays as it is stored. */
function insertCustomers(
  work: Work,
  table: string,
  given: readonly GivenAttribute[],
  judged: Fragment,
  ids: Fragment,
): Fragment {
  const columnsGiven = new Set(given.map(({ column }) => column));
  const kept = work.storage.catalog.attributes.filter(({ column }) => !columnsGiven.has(column));
  const merged = given.map(({ column }) => {
    const flag = identifier(givenFlag(column));
    return sql`, argMaxIf(tuple(${identifier(column)}), row, ${flag}).1 AS ${identifier(`new_${column}`)}, max(${flag}) AS ${identifier(`has_${column}`)}`;
  });
  const values = [
    ...given.map(({ column, type, isNew }) => {
      const value = sql`incoming.${identifier(`new_${column}`)}`;
      if (isNew) return value;
      const before = sql`CAST(stored.${identifier(column)}, ${bind("String", columnType(type))})`;
      return sql`if(incoming.${identifier(`has_${column}`)}, ${value}, ${before})`;
    }),
    ...kept.map(({ column }) => sql`stored.${identifier(column)}`),
  ];
  const names = [...given, ...kept].map(({ column }) => sql`, ${identifier(column)}`);
  return sql`INSERT INTO ${identifier(table)} (id, key, import${join(names, sql``)})
    SELECT ids.id, incoming.customer, ${bind("UInt32", work.number)}${join(values.map((value) => sql`, ${value}`), sql``)}
    FROM (SELECT assumeNotNull(key) AS customer${join(merged, sql``)} FROM ${judged} WHERE reason = '' GROUP BY customer) AS incoming
    INNER JOIN (${ids}) AS ids ON ids.key = incoming.customer
    LEFT JOIN (SELECT * FROM customers WHERE id IN (SELECT id FROM (${ids}))) AS stored ON stored.id = ids.id`;
}

/** The judged column that says whether the row gives an attribute at all. */
function givenFlag(column: string): string {
  return `given_${column}`;
}

function withAttributes(
  manifest: Manifest,
  given: readonly GivenAttribute[],
): Pick<Manifest, "catalog" | "nextColumn"> {
  const { catalog } = manifest;
  const version = catalog.version + 1;
  const types = new Map(given.map(({ column, type }) => [column, type]));
  const changed = (attribute: Attribute): Attribute => {
    const type = types.get(attribute.column);
    return type === undefined ? attribute : { ...attribute, type, version };
  };
  return {
    catalog: {
      ...catalog,
      version,
      attributes: [
        ...catalog.attributes.map(changed),
        ...given.filter(({ isNew }) => isNew).map(({ name, type, column }) => ({ name, type, column, version })),
      ],
    },
    nextColumn: manifest.nextColumn + given.filter(({ isNew }) => isNew).length,
  };
}
