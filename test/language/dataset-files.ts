import type { DataType } from "../../src/catalog/types.ts";
import type { Dataset } from "../reference/dataset.ts";
import { printDataType } from "./data-type.ts";
import { signedJson } from "./signed-json.ts";

/** One input of the importer: a file's content, and the type of each column (`city=text`), so that none is inferred. */
export interface DatasetFile {
  readonly ndjson: string;
  readonly types: readonly string[];
}

/** A data set as files to import: customers first, then events, in the order of their arrival. */
export function datasetFiles(dataset: Dataset): { customers: DatasetFile; events: DatasetFile } {
  const customers = dataset.customers.map(({ key, attributes }) => ({ customer_id: key, ...attributes }));
  const events = dataset.events.map(({ customer, event, time, messageId, properties }) => ({
    customer_id: customer,
    event,
    time,
    message_id: messageId,
    properties,
  }));
  return {
    customers: { ndjson: ndjson(customers), types: typeList(Object.entries(dataset.types.attributes)) },
    events: { ndjson: ndjson(events), types: typeList(Object.values(dataset.types.events).flatMap(Object.entries<DataType>)) },
  };
}

/** `name=type` for each name. Throws when a name has two types: no single file can hold both. */
function typeList(typed: readonly [string, DataType][]): string[] {
  const types = new Map<string, string>();
  for (const [name, type] of typed) {
    const text = printDataType(type);
    if ((types.get(name) ?? text) !== text) throw new Error(`${name} has two types`);
    types.set(name, text);
  }
  return [...types].map(([name, type]) => `${name}=${type}`);
}

function ndjson(rows: readonly object[]): string {
  return rows.map((row) => `${signedJson(row)}\n`).join("");
}
