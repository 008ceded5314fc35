import { z } from "zod";
import type { Attribute } from "../catalog/types.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import type { Workbench } from "./audience.ts";
import { isKnown, oneZero, oneZeroEach } from "./columns.ts";

/** How much is known of an attribute, and what stands in it. */
export interface AttributeExamples {
  readonly name: string;
  /** For how many customers, exactly. */
  readonly known: number;
  /** Up to three values, or items of lists, that are common among the customers who came first; none of records, times and yes/no. */
  readonly examples: readonly string[];
}

/** A text that is longer is no example. */
const LONGEST = 40;
/** The customers who came first, who lie together: no more are read for examples. */
const LOOKED_AT = 10_000;

const knownRow = z.array(z.number());
const examplesRow = z.array(z.array(z.string()));

/** Of all attributes, in the order of the catalog. */
export function attributeExamples({ storage }: Workbench, signal: AbortSignal): Promise<readonly AttributeExamples[]> {
  return storage.read(async ({ attributes }) => {
    if (attributes.length === 0) return [];
    const row = async (columns: readonly Fragment[], where: Fragment): Promise<unknown> => {
      const statement = sql`SELECT tuple(${join(columns, sql`, `)}) AS found FROM customers${where}`;
      const [one = {}] = await storage.engine.rows(render(statement), { signal });
      return one["found"];
    };
    const [known, examples] = await Promise.all([
      row(attributes.map((attribute) => sql`countIf(${isKnown(attribute)})`), sql``).then((found) => knownRow.parse(found)),
      row(attributes.map(commonest), sql` WHERE id <= ${bind("UInt32", LOOKED_AT)}`).then((found) => examplesRow.parse(found)),
    ]);
    return attributes.map(({ name }, place) => ({ name, known: known[place] ?? 0, examples: examples[place] ?? [] }));
  });
}

function commonest(attribute: Attribute): Fragment {
  const { column, type } = attribute;
  if (type.kind === "records" || type.of === "boolean" || type.of === "datetime") return sql`emptyArrayString()`;
  const value = identifier(column);
  const all =
    type.kind === "value"
      ? sql`[toString(assumeNotNull(${oneZero(type.of, value)}))]`
      : sql`arrayMap(item -> toString(item), ${oneZeroEach(type.of, value)})`;
  const texts = sql`arrayFilter(text -> lengthUTF8(text) BETWEEN 1 AND ${bind("UInt32", LONGEST)}, ${all})`;
  return sql`topKArrayIf(3)(${texts}, ${isKnown(attribute)})`;
}
