import type { Field } from "../../src/catalog/types.ts";
import type { RecordFilter } from "../../src/segment/ast.ts";
import { countHolds, type CountTest } from "./count.ts";
import type { Stored } from "./dataset.ts";
import { isOff } from "./off.ts";
import { passes } from "./value-test.ts";
import type { Clock } from "./window.ts";

interface RecordsTest extends CountTest {
  readonly where?: RecordFilter | undefined;
}

/** Whether as many records pass as are asked for. Null is no record; `{}` is one. */
export function recordsHold(test: RecordsTest, stored: Stored, fields: readonly Field[], clock: Clock): boolean {
  return countHolds(test, passing(test, stored, fields, clock));
}

/** How many records pass. */
export function passing({ where }: Pick<RecordsTest, "where">, stored: Stored, fields: readonly Field[], clock: Clock): number {
  const records: readonly Stored[] = Array.isArray(stored) ? stored : [];
  return records.filter((record) => isRecord(record) && (where === undefined || isOff(where) || matches(where, record, fields, clock))).length;
}

type StoredRecord = Readonly<Record<string, Stored>>;

function isRecord(record: Stored): record is StoredRecord {
  return typeof record === "object" && record !== null;
}

/** Whether a filter that is not off holds for one record. */
function matches(filter: RecordFilter, record: StoredRecord, fields: readonly Field[], clock: Clock): boolean {
  switch (filter.kind) {
    case "all":
      return filter.of.filter((child) => !isOff(child)).every((child) => matches(child, record, fields, clock));
    case "any":
      return filter.of.filter((child) => !isOff(child)).some((child) => matches(child, record, fields, clock));
    case "not":
      return !matches(filter.of, record, fields, clock);
    case "field": {
      const field = fields.find(({ name }) => name === filter.field);
      if (!field) throw new Error(`no field: ${filter.field}`);
      return passes(filter, record[filter.field], field.type, clock);
    }
  }
}
