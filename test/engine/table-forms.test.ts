import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CLUSTER_RIGHTS, RIGHTS } from "../../src/engine/rights.ts";
import { CREATE_CUSTOMER_TABLES, CREATE_HOME_TABLES } from "../../src/engine/schema.ts";
import { tableForm } from "../../src/engine/table-forms.ts";

const DOCUMENT = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
const plain = (text: string): string => text.replace(/\s+/g, " ");

test("what a table must be is read from the statement that makes it", () => {
  const [events] = CREATE_CUSTOMER_TABLES.map(tableForm).filter(({ name }) => name === "events");
  expect(events).toEqual({
    name: "events",
    columns: new Map([
      ["event", "LowCardinality(String)"],
      ["id", "UInt32"],
      ["time", "DateTime64(3, 'UTC')"],
      ["message_id", "String"],
      ["import", "UInt32"],
    ]),
    sortingKey: "event, id, time",
    partitionKey: "toYYYYMM(time)",
  });
});

test("every statement can be read", () => {
  for (const statement of [...CREATE_HOME_TABLES, ...CREATE_CUSTOMER_TABLES]) expect(tableForm(statement).columns.size).toBeGreaterThan(0);
});

test("docs/operations.md has every table of customers, and every right", () => {
  const document = plain(DOCUMENT);
  for (const statement of CREATE_CUSTOMER_TABLES) expect(document).toContain(plain(statement));
  const granted = [...document.matchAll(/GRANT ([^;`]+) TO coterie;/g)].flatMap(([, what = ""]) => rightsIn(what));
  expect(granted.sort()).toEqual([...RIGHTS, ...CLUSTER_RIGHTS].sort());
});

/** `A, B ON x` is `A ON x` and `B ON x`. */
function rightsIn(text: string): readonly string[] {
  const parts = text.split(", ");
  return parts.map((part, at) => {
    if (part.includes(" ON ")) return part;
    const [, place = ""] = parts.slice(at).find((later) => later.includes(" ON "))?.split(" ON ") ?? [];
    return `${part} ON ${place}`;
  });
}
