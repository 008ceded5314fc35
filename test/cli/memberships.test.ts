import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { documentOf, Folder, type Running } from "./command.ts";

interface Told {
  readonly id: string;
  readonly entered: number | null;
  readonly left: number | null;
  readonly receipt: { readonly count: number };
}

let folder: Folder;
let segment: string;

async function serving<T>(use: (server: Running) => Promise<T>): Promise<T> {
  const server = folder.start(["serve", "--data", "data", "--port", "0"]);
  await server.says(/Coterie is at/);
  try {
    return await use(server);
  } finally {
    server.process.kill("SIGTERM");
    await server.ended;
  }
}

const inData = (...args: readonly string[]) => folder.run([...args, "--data", "data"]);

beforeAll(async () => {
  folder = new Folder();
  folder.write("first.csv", "customer_id,age\na,1\nb,2\nc,3\n");
  folder.write("second.csv", "customer_id,age\na,5\nc,0\n");
  expect((await inData("import", "customers", "first.csv")).code).toBe(0);
});
afterAll(() => folder.remove());

test("there is nothing to refresh where no segment was saved", async () => {
  const refused = await inData("refresh", "none", "--json");
  expect([refused.code, documentOf(refused)]).toMatchObject([1, { error: { code: "not_found" } }]);
  expect((await inData("history", "none")).stderr).toContain("[not_found]");
});

describe("a saved segment", () => {
  test("is refreshed through the server that runs", { timeout: 120_000 }, async () => {
    await folder.writeData("data");
    await serving(async () => {
      const { address, token }: { address: string; token: string } = JSON.parse(readFileSync(join(folder.path, "data/server.json"), "utf8"));
      const where = { kind: "attribute", attribute: "age", op: "at_least", value: 2 };
      const saved = await fetch(`${address}/api/v1/segments`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ name: "Two", where }),
      });
      ({ id: segment } = (await saved.json()) as { id: string });
      expect((await inData("history", segment)).stdout).toBe("Not refreshed yet\n");
      const refreshed = await inData("refresh", segment);
      expect(refreshed.stdout).toMatch(/^2 of 3 customers \(66\.7%\)\nThe first refresh\nas of \S+ in UTC, data version 1, refresh \w+\n$/);
      expect(documentOf(await inData("history", segment, "--json"))).toMatchObject({ refreshes: [{ status: "done", cause: "hand", revision: 1 }] });
    });
  });

  test("is refreshed without a server, and its history is told", { timeout: 120_000 }, async () => {
    expect((await inData("import", "customers", "second.csv")).code).toBe(0);
    const refreshed = await inData("refresh", segment, "--json");
    expect(documentOf<Told>(refreshed)).toMatchObject({ entered: 1, left: 1, receipt: { count: 2, base: 3 }, by: { name: "Administrator" } });
    expect((await inData("refresh", segment)).stdout).toContain("0 entered, 0 left\n");
    const { refreshes } = documentOf<{ refreshes: Told[] }>(await inData("history", segment, "--limit", "2", "--json"));
    expect(refreshes.map(({ entered, left, receipt }) => [entered, left, receipt.count])).toEqual([[0, 0, 2], [1, 1, 2]]);
    const lines = (await inData("history", segment)).stdout.trimEnd().split("\n").map((line) => line.split(/ {2,}/));
    expect(lines.map((cells) => cells.slice(1, -1))).toEqual([
      ["customers", "entered", "left", "revision", "cause"],
      ["2", "0", "0", "1", "hand"],
      ["2", "1", "1", "1", "hand"],
      ["2", "1", "hand"],
    ]);
  });

  test("of an unknown id, or too many at once, is refused", async () => {
    expect(documentOf(await inData("history", "none", "--json"))).toMatchObject({ error: { code: "not_found" } });
    expect((await inData("history", segment, "--limit", "0")).code).toBe(2);
  });
});
