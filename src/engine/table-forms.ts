import { invariant } from "../errors.ts";

/** What a table must be, read from the statement that makes it. */
export interface TableForm {
  readonly name: string;
  /** Types by column, as ClickHouse writes them. */
  readonly columns: ReadonlyMap<string, string>;
  readonly sortingKey: string;
  readonly partitionKey: string;
}

const HEAD = /^CREATE TABLE IF NOT EXISTS (?<name>\w+) \((?<columns>[\s\S]+?)\)\s+ENGINE = MergeTree /;
const KEYS = /ORDER BY (?<key>\([^)]*\)|\w+)(?: PARTITION BY (?<partition>\S+))?/;
const STATEMENT = new RegExp(HEAD.source + KEYS.source);

/** Reads one of our own statements: they are all of one form. */
export function tableForm(statement: string): TableForm {
  const groups = STATEMENT.exec(statement)?.groups;
  invariant(groups !== undefined, `not the statement of a table: ${statement}`);
  const { name = "", columns = "", key = "", partition = "" } = groups;
  // Commas inside of types do not part columns.
  const parts = columns.split(/,\s+(?![^(]*\))/).map((part) => part.trim().replace(/ CODEC\(.*$/, ""));
  return {
    name,
    columns: new Map(parts.map((part): [string, string] => [part.slice(0, part.indexOf(" ")), part.slice(part.indexOf(" ") + 1)])),
    sortingKey: key.replace(/^\(|\)$/g, ""),
    partitionKey: partition,
  };
}
