import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plan } from "../../src/compiler/plan-condition.ts";
import { leafSql } from "../../src/compiler/print-leaf.ts";
import { openLocalEngine } from "../../src/engine/local-engine.ts";
import type { RunningEngine } from "../../src/engine/running-engine.ts";
import { columnType } from "../../src/engine/schema.ts";
import { invariant } from "../../src/errors.ts";
import { catalog, NOW, segments } from "./catalog.ts";
import { casesOf, groups } from "./golden-case.ts";
import { printCase } from "./print-case.ts";

describe.each(groups)("the plans of %s", (group) => {
  test(`are printed as golden/sql/${group}.sql`, async () => {
    await expect(casesOf(group).map(printCase).join("\n")).toMatchFileSnapshot(`./sql/${group}.sql`);
  });
});

describe("the engine takes every statement", () => {
  let directory: string;
  let local: RunningEngine;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "coterie-golden-"));
    local = await openLocalEngine({ directory });
    const attributes = catalog.attributes.map(({ column, type }) => `${column} ${columnType(type)}`);
    const properties = new Map(catalog.events.flatMap((event) => event.properties.map(({ column, type }) => [column, columnType(type)])));
    await run(`CREATE TABLE customers (id UInt32, key String, ${attributes.join(", ")}) ENGINE = MergeTree ORDER BY id`);
    await run(
      `CREATE TABLE events (event LowCardinality(String), id UInt32, time DateTime64(3, 'UTC'), message_id String, ${[...properties].map((column) => column.join(" ")).join(", ")})
       ENGINE = MergeTree ORDER BY (event, id, time) PARTITION BY toYYYYMM(time)`,
    );
    await run("CREATE TABLE lists (list String, version UInt64, id UInt32) ENGINE = MergeTree ORDER BY (list, version, id)");
    await run("INSERT INTO customers (id) VALUES (1)");
    await run("INSERT INTO events (event, id, time) VALUES ('Order', 1, '2024-03-01 00:00:00')");
  });

  afterAll(async () => {
    await local.close();
    await rm(directory, { recursive: true });
  });

  test.each(groups.flatMap((group) => casesOf(group).map((each) => ({ group, ...each }))))("$group: $name", async ({ where, circumstances }) => {
    for (const leaf of plan(where, circumstances).leaves) {
      const { text, params, lists } = leafSql(leaf);
      const rows = await local.engine.rows({ text: `SELECT bitmapCardinality(members) AS count FROM (${text})`, params, lists });
      expect(rows).toEqual([{ count: expect.any(Number) }]);
    }
  });

  test("but not a pattern with a mistake, also when no row comes to it", async () => {
    const where = { kind: "attribute", attribute: "tags", op: "matches", value: "a(" } as const;
    const [leaf] = plan(where, { catalog, now: NOW, timeZone: "UTC", segments }).leaves;
    invariant(leaf !== undefined, "a pattern is a leaf");
    await expect(local.engine.rows(leafSql(leaf))).rejects.toThrow("missing )");
  });

  function run(text: string): Promise<void> {
    return local.engine.run({ text, params: {}, lists: [] });
  }
});
