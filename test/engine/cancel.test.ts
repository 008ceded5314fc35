import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLocalEngine } from "../../src/engine/local-engine.ts";
import type { RunningEngine } from "../../src/engine/running-engine.ts";
import { bind, render, sql } from "../../src/compiler/sql.ts";
import { eventually, temporaryFolder, text } from "./node.ts";

const SLOW = "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1";

const folder = temporaryFolder();
let local: RunningEngine;
beforeAll(async () => {
  local = await openLocalEngine({ directory: folder.path, memory: 600_000_000, threads: 2 });
  await local.engine.run(text("CREATE TABLE counted (count UInt64) ENGINE = Memory"));
});
afterAll(async () => {
  await local.close();
  folder.dispose();
});

async function running(): Promise<number> {
  const rows = await local.engine.rows(render(sql`SELECT query_id FROM system.processes WHERE position(query, ${bind("String", "1000000000000")}) > 0 AND NOT startsWith(query, 'SELECT query_id')`));
  return rows.length;
}

describe("a caller who goes away", () => {
  it.each([0, 5, 60, 400])("after %i ms takes the query that is read along", async (wait) => {
    const cancel = new AbortController();
    const reading = local.engine.rows(text(SLOW), { signal: cancel.signal });
    setTimeout(() => cancel.abort(), wait);
    await expect(reading).rejects.toThrow();
    await eventually(5, async () => (await running()) === 0);
  });

  it.each([0, 2, 5, 20, 400])("after %i ms takes the statement that writes along", async (wait) => {
    const cancel = new AbortController();
    const writing = local.engine.run(text(`INSERT INTO counted ${SLOW}`), { signal: cancel.signal });
    setTimeout(() => cancel.abort(), wait);
    await expect(writing).rejects.toThrow();
    await eventually(5, async () => (await running()) === 0);
  });

  it("while waiting for room leaves the queue", async () => {
    const held = Array.from({ length: 8 }, () => new AbortController());
    const reads = held.map(({ signal }) => local.engine.rows(text("SELECT sleep(2)"), { signal }).catch(() => undefined));
    const cancel = new AbortController();
    const waiting = local.engine.rows(text("SELECT 1"), { signal: cancel.signal });
    cancel.abort();
    await expect(waiting).rejects.toThrow();
    for (const each of held) each.abort();
    await Promise.all(reads);
    expect(await local.engine.rows(text("SELECT 1 AS one"))).toEqual([{ one: 1 }]);
  });
});

describe("a query beyond its limits", () => {
  it("of memory is refused, and the node lives on", async () => {
    const pid = local.pid();
    await expect(local.engine.rows(text("SELECT length(groupArray(number)) FROM numbers(1000000000)"))).rejects.toMatchObject({
      code: "engine_memory",
      hint: expect.any(String),
    });
    expect(await local.engine.rows(text("SELECT 1 AS one"))).toEqual([{ one: 1 }]);
    expect(local.pid()).toBe(pid);
  });

  it("of time is refused, and the node lives on", async () => {
    const pid = local.pid();
    await expect(local.engine.rows(text(SLOW), { settings: { max_execution_time: 1 } })).rejects.toMatchObject({ code: "engine_timeout" });
    await eventually(5, async () => (await running()) === 0);
    expect(local.pid()).toBe(pid);
  });

  it("can't write by a read", async () => {
    await expect(local.engine.rows(text("INSERT INTO counted VALUES (1)"))).rejects.toMatchObject({ code: "engine_failed" });
  });
});
