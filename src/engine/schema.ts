import type { DataType, ScalarType, ValueType } from "../catalog/types.ts";
import { type Fragment, LIST_DATABASE } from "../compiler/sql.ts";
import { assertNever } from "../errors.ts";

/** What is kept. */
export const DATABASE = "coterie";
/** On each shard of a cluster: the rows of its customers. */
export const SHARD_DATABASE = "coterie_shard";
/** What can be made again: leaves and lists of values, in the engine's memory. */
export const SCRATCH = LIST_DATABASE;

/**
 * The tables that are in one place, empty. `keys` finds the id of a customer key. What `manifest` holds: `manifest.ts`.
 *
 * `memberships` holds who was in a segment at a refresh, `moves` by the same id who entered and left then, `sendings` whom a destination
 * was sent by a run. The engine does not know how large a bitmap is (26.7), so its own
 * bounds by bytes do nothing: few rows are read and merged at a time.
 */
export const CREATE_HOME_TABLES = [
  `CREATE TABLE IF NOT EXISTS manifest (version UInt64, document String)
   ENGINE = MergeTree ORDER BY version SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  "CREATE TABLE IF NOT EXISTS files (sha256 String) ENGINE = MergeTree ORDER BY sha256",
  "CREATE TABLE IF NOT EXISTS keys (key String, id UInt32, import UInt32) ENGINE = MergeTree ORDER BY key",
  `CREATE TABLE IF NOT EXISTS memberships (
     segment String, id String, members AggregateFunction(groupBitmap, UInt32) CODEC(ZSTD(1))
   ) ENGINE = MergeTree ORDER BY (segment, id)
   SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 8, merge_max_block_size = 8`,
  `CREATE TABLE IF NOT EXISTS moves (
     segment String, id String,
     entered AggregateFunction(groupBitmap, UInt32) CODEC(ZSTD(1)), left AggregateFunction(groupBitmap, UInt32) CODEC(ZSTD(1))
   ) ENGINE = MergeTree ORDER BY (segment, id)
   SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 8, merge_max_block_size = 8`,
  `CREATE TABLE IF NOT EXISTS sendings (
     destination String, id String, members AggregateFunction(groupBitmap, UInt32) CODEC(ZSTD(1))
   ) ENGINE = MergeTree ORDER BY (destination, id)
   SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 8, merge_max_block_size = 8`,
] as const;

export const CUSTOMER_TABLES = ["customers", "events", "lists"] as const;
export type CustomerTable = (typeof CUSTOMER_TABLES)[number];

/**
 * The tables whose rows lie where their customer does, empty: `customers` holds a row a customer and `events` a row an event; `import`
 * in each is the import that brought the row. Columns for attributes and properties are added as they are declared; `lists` holds who is
 * on each version of an uploaded list. Of `events` small pieces can be read alone: those of one customer are few in many places.
 */
export const CREATE_CUSTOMER_TABLES = [
  "CREATE TABLE IF NOT EXISTS customers (id UInt32, key String, import UInt32) ENGINE = MergeTree ORDER BY id",
  "CREATE TABLE IF NOT EXISTS lists (list String, version UInt64, id UInt32, import UInt32) ENGINE = MergeTree ORDER BY (list, version, id)",
  `CREATE TABLE IF NOT EXISTS events (
     event LowCardinality(String), id UInt32, time DateTime64(3, 'UTC'), message_id String CODEC(ZSTD(1)), import UInt32
   ) ENGINE = MergeTree ORDER BY (event, id, time) PARTITION BY toYYYYMM(time)
   SETTINGS index_granularity = 1024, min_compress_block_size = 8192, max_compress_block_size = 16384`,
] as const;

const VALUE_TYPES: Readonly<Record<ValueType, string>> = {
  text: "String",
  number: "Float64",
  boolean: "Bool",
  date: "Date32",
  datetime: "DateTime64(3, 'UTC')",
};

/** The ClickHouse type of a column: unknown is NULL, an unknown list is empty, lists hold no unknown items. */
export function columnType(type: DataType): string {
  if (type.kind !== "records") return scalarColumnType(type);
  const fields = type.fields.map((field, index) => `${recordField(index)} ${scalarColumnType(field.type)}`);
  return `Array(Tuple(${fields.join(", ")}))`;
}

/** The type of a column of texts of which few are different. It reads as the one of `columnType` does. */
export const FEW_TEXTS_TYPE = "LowCardinality(Nullable(String))";

/** The ClickHouse type of one known value. */
export function valueColumnType(of: ValueType): string {
  return VALUE_TYPES[of];
}

/** A type of `columnType` as text of a statement. */
export function typeText(type: string): Fragment {
  return { parts: [{ kind: "text", text: type }] };
}

/** The name of a record's field inside its tuple, by its position in the catalog. */
export function recordField(index: number): string {
  return `f${index + 1}`;
}

function scalarColumnType(type: ScalarType): string {
  switch (type.kind) {
    case "value":
      return `Nullable(${VALUE_TYPES[type.of]})`;
    case "list":
      return `Array(${VALUE_TYPES[type.of]})`;
    default:
      return assertNever(type);
  }
}
