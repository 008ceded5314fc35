import { z } from "zod";
import type { Attribute, ValueType } from "../../catalog/types.ts";
import { grouped } from "../../compiler/grouped.ts";
import { bind, type Fragment, identifier, join, sql } from "../../compiler/sql.ts";
import { isKnown, oneZeroEach } from "../columns.ts";
import { bandBars, chartOf, type Found } from "./band-bars.ts";
import { attributeWhere, testsOf } from "./bar-where.ts";
import { barSql, isMeasured, LONGEST_TEXT, type Scale, scaleOf, spreadSql } from "./scale.ts";
import type { Scene } from "./scene.ts";
import { COUNTS, type ComparedSets, flags, isSome, less, NONE } from "./sets.ts";
import type { Bar, BarOf, Both, TileData } from "./tile.ts";

/** An attribute of which a customer has one value. */
interface Single {
  readonly attribute: Attribute;
  readonly of: ValueType;
}

/**
 * Tiles of attributes. All rows of customers are read twice at most for those of one value, however many: to see how the values lie, and
 * to count them; and once more for each list.
 */
export async function attributeTiles(attributes: readonly Attribute[], scene: Scene): Promise<readonly TileData[]> {
  const unique = grouped(attributes, ({ name }) => name).map(([first]) => first);
  const known = await knownOf(unique, scene);
  const singles = unique.flatMap((attribute): Single[] => (attribute.type.kind === "value" ? [{ attribute, of: attribute.type.of }] : []));
  const scales = new Map(
    singles.map(({ attribute, of }): [string, Scale | undefined] => {
      const spread = known.get(attribute.name)?.spread;
      if (of === "boolean") return [attribute.name, { kind: "yes_no" }];
      return [attribute.name, isMeasured(of) ? scaleOf(of, spread, scene.timeZone) : { kind: "values" }];
    }),
  );
  const lists = unique.filter(({ type }) => type.kind === "list");
  const [bars, items] = await Promise.all([
    singleBars(singles, scales, scene),
    Promise.all(lists.map(async (attribute): Promise<[string, readonly Found[]]> => [attribute.name, await itemBars(attribute, scene)])),
  ]);
  const found = new Map([...bars, ...items]);
  return attributes.map((attribute) => {
    const { name } = attribute;
    return tileOf(attribute, scales.get(name), known.get(name)?.known ?? NONE, found.get(name) ?? [], scene);
  });
}

interface Known {
  readonly known: Both;
  readonly spread: unknown;
}

function rowsOf(columns: readonly Fragment[], sets: ComparedSets): Fragment {
  const where = sets.base === undefined ? sql`` : sql` WHERE in_segment OR in_base`;
  return sql`(SELECT ${join([flags(sets), ...columns], sql`, `)} FROM customers${where})`;
}

function valueColumns(attributes: readonly Attribute[]): readonly Fragment[] {
  return attributes.map(({ column }) => identifier(column));
}

async function knownOf(attributes: readonly Attribute[], { rows, sets }: Scene): Promise<ReadonlyMap<string, Known>> {
  if (attributes.length === 0) return new Map();
  const columns = attributes.flatMap((attribute, place) => {
    const { column, type } = attribute;
    const [value, known] = [identifier(column), isKnown(attribute)];
    const spread = type.kind === "value" && isMeasured(type.of) ? [sql`${spreadSql(type.of, value)} AS ${identifier(`spread${place}`)}`] : [];
    const both = sql`tuple(countIf(${known} AND in_segment), countIf(${known} AND in_base)) AS ${identifier(`known${place}`)}`;
    return [both, ...spread];
  });
  const [row = {}] = await rows(sql`SELECT ${join(columns, sql`, `)} FROM ${rowsOf(valueColumns(attributes), sets)}`);
  return new Map(
    attributes.map(({ name }, place) => {
      const [segment, base] = z.tuple([z.number(), z.number()]).parse(row[`known${place}`]);
      return [name, { known: { segment, base }, spread: row[`spread${place}`] }];
    }),
  );
}

const foundRow = z.object({ place: z.number(), key: z.string(), segment: z.number(), base: z.number() });

/** Counts all attributes by their bars in one statement, of each the most frequent. */
async function singleBars(
  singles: readonly Single[],
  scales: ReadonlyMap<string, Scale | undefined>,
  { rows, sets, most, commonest }: Scene,
): Promise<ReadonlyMap<string, readonly Found[]>> {
  const asked = singles.flatMap(({ attribute, of }) => {
    const scale = scales.get(attribute.name);
    return scale === undefined ? [] : [{ attribute, bar: barSql(of, scale, identifier(attribute.column)), most: scale.kind === "values" ? most : MOST_BARS }];
  });
  if (asked.length === 0) return new Map();
  const names = asked.map((_, place) => identifier(`bar${place}`));
  const bars = asked.map(({ bar }, place) => sql`${bar} AS ${names[place] ?? bar}`);
  const places = names.map((name, place) => sql`grouping(${name}) = 0, ${bind("UInt32", place)}`);
  const keys = names.map((name) => sql`grouping(${name}) = 0, toString(${name})`);
  // A single set, which the engine makes an ordinary grouping of, fails on a cluster: all rows are one more, without a key.
  const groups = [...names.map((name) => sql`(${name})`), ...(names.length === 1 ? [sql`()`] : [])];
  const found = await rows(sql`SELECT place, key, segment, base FROM (
      SELECT multiIf(${join(places, sql`, `)}, 0) AS place, multiIf(${join(keys, sql`, `)}, NULL) AS key, ${COUNTS}
      FROM ${rowsOf(bars, sets)} GROUP BY GROUPING SETS (${join(groups, sql`, `)}))
    WHERE isNotNull(key) AND length(key) <= ${bind("UInt32", LONGEST_TEXT)}
    ORDER BY place, ${orderOf(commonest)}, key LIMIT ${bind("UInt32", Math.max(...asked.map((one) => one.most)))} BY place`);
  const parsed = found.map((row) => foundRow.parse(row));
  return new Map(asked.map(({ attribute, most: limit }, place) => [attribute.name, parsed.filter((row) => row.place === place).slice(0, limit)]));
}

/** Bands are fewer. */
const MOST_BARS = 200;

/** The commonest items of lists, each customer counted once an item. */
async function itemBars({ column, type }: Attribute, { rows, sets, most, commonest }: Scene): Promise<readonly Found[]> {
  if (type.kind !== "list" || !hasItems(type.of)) return [];
  const found = await rows(sql`SELECT 0 AS place, toString(arrayJoin(arrayDistinct(items))) AS key, ${COUNTS}
    FROM ${rowsOf([sql`${oneZeroEach(type.of, identifier(column))} AS items`], sets)} GROUP BY key HAVING length(key) <= ${bind("UInt32", LONGEST_TEXT)}
    ORDER BY ${orderOf(commonest)}, key LIMIT ${bind("UInt32", most)}`);
  return found.map((row) => foundRow.parse(row));
}

function orderOf(commonest: Scene["commonest"]): Fragment {
  return commonest === "segment" ? sql`segment DESC, base DESC` : sql`segment + base DESC`;
}

/** Types of items that are shown one by one. */
function hasItems(of: ValueType): boolean {
  return of === "text" || of === "number";
}

function tileOf({ name, type }: Attribute, scale: Scale | undefined, known: Both, found: readonly Found[], { sizes }: Scene): TileData {
  const bar = (of: BarOf, counted: Both, listed: readonly string[] = []): Bar => {
    return { of, where: attributeWhere(name, testsOf(of, listed)), segment: counted.segment, base: counted.base };
  };
  const unknown = less(sizes, known);
  if (type.kind === "records") {
    const some: Bar = { of: { kind: "yes" }, where: { kind: "attribute", attribute: name, op: "at_least", value: 1 }, ...known };
    const none: Bar = { of: { kind: "no" }, where: { kind: "attribute", attribute: name, op: "exactly", value: 0 }, ...unknown };
    return { chart: "split", overlapping: false, known, bars: [some, none] };
  }
  const without = isSome(unknown) ? [bar({ kind: "unknown" }, unknown)] : [];
  if (type.kind === "list") {
    const items = found.map((one) => bar({ kind: "value", value: type.of === "number" ? Number(one.key) : one.key }, one));
    const any: Bar = { of: { kind: "yes" }, where: attributeWhere(name, [{ op: "is_known" }]), ...known };
    if (!hasItems(type.of)) return { chart: "split", overlapping: false, known, bars: [any, ...without] };
    return { chart: "bars", overlapping: true, known, bars: [...items, ...without] };
  }
  switch (scale?.kind) {
    case undefined:
      return { chart: "bars", overlapping: false, known, bars: without };
    case "yes_no": {
      const countOf = (key: string): Both => found.find((one) => one.key === key) ?? NONE;
      return { chart: "split", overlapping: false, known, bars: [bar({ kind: "yes" }, countOf("true")), bar({ kind: "no" }, countOf("false")), ...without] };
    }
    case "values": {
      const listed = found.map(({ key }) => key);
      const others = less(known, ...found);
      const rest = isSome(others) ? [bar({ kind: "others" }, others, listed)] : [];
      return { chart: "bars", overlapping: false, known, bars: [...found.map((one) => bar({ kind: "value", value: one.key }, one)), ...rest, ...without] };
    }
    case "bands":
      return { chart: chartOf(type.of), overlapping: false, known, bars: [...bandBars(scale, found, bar), ...without] };
  }
}
