import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { count, members, type MembersPage } from "../../src/results/audience.ts";
import type { PageRequest } from "../../src/results/customers-page.ts";
import type { Cell } from "../../src/results/data.ts";
import { cases, dataset } from "../language/cases.ts";
import { everyone } from "../reference/dataset.ts";
import type { TestBench } from "../support/bench.ts";
import { LONG, ON_CLUSTER } from "../support/long.ts";
import { openDatasetBench } from "./dataset-bench.ts";

/** One node has tried them all: of a cluster a twentieth is asked, and the rest in `npm run test:long`. */
const asked = ON_CLUSTER && !LONG ? cases.filter((_, place) => place % 20 === 0) : cases;

let bench: TestBench;

beforeAll(async () => {
  bench = await openDatasetBench(dataset);
});
afterAll(() => bench.close());

describe.each([...new Set(asked.map(({ group }) => group))])("%s", (group) => {
  test.each(asked.filter((each) => each.group === group))("$name", async ({ where, now, timeZone, ownTimeZone, expect: keys }) => {
    const page = await members(bench, { where, now, timeZone, ownTimeZone }, { columns: [], limit: 1000 });
    expect(page.rows.map(({ key }) => key).sort()).toEqual(keys);
    expect(page.receipt.count).toBe(keys.length);
  });
});

test("the base is every customer, whatever the definition", async () => {
  const receipt = await count(bench, { where: { kind: "all", of: [] } });
  expect(receipt.base).toBe(everyone(dataset).length);
  expect(receipt.count).toBe(receipt.base);
});

describe("customers on pages", () => {
  const EVERYONE = { where: { kind: "all", of: [] }, now: "2026-01-15T12:00:00Z", timeZone: "UTC" };
  const tried = <T>(all: readonly T[]): readonly T[] => (ON_CLUSTER && !LONG ? all.filter((_, place) => place % 7 === 0) : all);
  const NAMES = [null, ...Object.keys(dataset.types.attributes)];
  let asked: Promise<MembersPage> | undefined;
  const all = (): Promise<MembersPage> => (asked ??= members(bench, EVERYONE, { limit: 1000 }));

  test.each(tried(NAMES))("sorted by %j up and down, each once, what is unknown last and equal ones by their key", async (attribute) => {
    const { columns, rows } = await all();
    const at = columns.findIndex(({ name }) => name === attribute);
    const type = columns[at]?.type ?? "text";
    const placed = rows.map(({ key, values }) => ({ key, place: attribute === null ? fold(key) : placeOf(values[at] ?? null, type) }));
    const byKey = placed.toSorted((one, other) => bytes(one.key, other.key));
    for (const order of ["asc", "desc"] as const) {
      const sign = order === "asc" ? 1 : -1;
      const expected = byKey.toSorted((one, other) => {
        if (one.place === undefined || other.place === undefined) return Number(one.place === undefined) - Number(other.place === undefined);
        return sign * compared(one.place, other.place);
      });
      const keys = await paged({ sort: { attribute, order }, limit: order === "asc" ? 40 : 90 });
      expect(keys).toEqual(expected.map(({ key }) => key));
    }
  });

  test.each(tried([
    "STRASSE", "i", "%_", "\\", "t1", "nothing has this", " ", "5.0", "-0", "2026-01-01", "Dec 2025", "2026-01-01 10:00", "2026-01-01T10:00:00Z",
  ]))("searched for %j: those who have it in their key or in any value", async (search) => {
    const { columns, rows } = await all();
    const holds = (value: Cell, type: string): boolean => {
      if (value === null || typeof value === "boolean") return false;
      if (typeof value === "number") return /^[-\d]/.test(search) && value === Number(search);
      if (typeof value === "string") return type === "text" ? fold(value).includes(fold(search)) : timeHas(value, search);
      if (Array.isArray(value) && !type.startsWith("{")) return value.some((item: Cell) => holds(item, type.slice(0, -2)));
      const fields = Object.fromEntries(type.slice(1, -3).split(",").map((field) => field.split(":")));
      return [value].flat().some((record: Cell) => Object.entries(record ?? {}).some(([name, field]) => holds(field, fields[name] ?? "")));
    };
    const expected = rows.filter(({ key, values }) => holds(key, "text") || values.some((value, at) => holds(value, columns[at]?.type ?? "")));
    const keys = expected.map(({ key }) => key);
    expect(await paged({ search, limit: 20 })).toEqual([...keys.filter((key) => key === search), ...keys.filter((key) => key !== search)]);
    const where = { kind: "not", of: { kind: "attribute", attribute: "score", op: "is_known" } };
    const some = await members(bench, { ...EVERYONE, where }, { search, columns: ["score"], limit: 1000, sort: { attribute: null, order: "desc" } });
    const scoreless = expected.filter(({ values }) => values[columns.findIndex(({ name }) => name === "score")] === null);
    expect(new Set(some.rows.map(({ key }) => key))).toEqual(new Set(scoreless.map(({ key }) => key)));
    expect(some).toMatchObject({ found: scoreless.length, receipt: { count: (await count(bench, { ...EVERYONE, where })).count } });
  });

  test("a cursor of another order, and an attribute that there is not, are refused", async () => {
    const by = (sort: PageRequest["sort"], cursor?: string): Promise<MembersPage> => members(bench, EVERYONE, { columns: [], limit: 2, sort, cursor });
    const { next } = await by({ attribute: "score", order: "asc" });
    const cursor = next ?? "";
    await expect(by({ attribute: "score", order: "desc" }, cursor)).rejects.toThrow("another order");
    await expect(by({ attribute: "city", order: "asc" }, cursor)).rejects.toThrow("another order");
    await expect(by(undefined, cursor)).rejects.toThrow("not a cursor");
    const forged = Buffer.from(JSON.stringify(["score", "asc", ["x"], "t1"])).toString("base64url");
    for (const wrong of [forged, "1a", "!", ""]) await expect(by({ attribute: "score", order: "asc" }, wrong)).rejects.toThrow("not a cursor");
    await expect(by({ attribute: "scoer", order: "asc" })).rejects.toMatchObject({ code: "unknown_attribute", path: ["sort", "attribute"] });
  });

  async function paged(request: Omit<PageRequest, "cursor" | "columns">): Promise<string[]> {
    const keys: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await members(bench, EVERYONE, { ...request, columns: [], cursor });
      expect(page.rows.length).toBe(Math.min(request.limit, page.found - keys.length));
      keys.push(...page.rows.map(({ key }) => key));
      cursor = page.next;
    }
    return keys;
  }
});

type Placed = string | number | readonly (string | number)[];

/** By what a value is sorted, as the documentation says it; undefined: last. */
function placeOf(value: Cell, type: string): Placed | undefined {
  if (value === null) return undefined;
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "number") return value;
  if (typeof value === "string") return type === "text" ? fold(value) : Date.parse(value);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (type.startsWith("{")) return value.length;
  return value.slice(0, 8).map((item: Cell) => [placeOf(item, type.slice(0, -2)) ?? 0].flat()[0] ?? 0);
}

function compared(one: Placed, other: Placed): number {
  if (typeof one === "number" && typeof other === "number") return one === other ? 0 : one < other ? -1 : 1;
  if (typeof one === "string" && typeof other === "string") return bytes(one, other);
  const [ones, others] = [[one].flat(), [other].flat()];
  const at = ones.findIndex((item, index) => others[index] === undefined || compared(item, others[index]) !== 0);
  if (at < 0) return ones.length - others.length;
  const [first, second] = [ones[at], others[at]];
  return first === undefined || second === undefined ? 1 : compared(first, second);
}

function bytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** Letter by letter, so that no letter depends on its neighbours. */
function fold(text: string): string {
  return [...text].map((letter) => letter.toLowerCase()).join("");
}

/** Whether a day or an instant in UTC lies in what was typed. */
function timeHas(value: string, typed: string): boolean {
  const said: Readonly<Record<string, string>> = { "Dec 2025": "2025-12", "15 March 1990": "1990-03-15", "2026-01-01 10:00": "2026-01-01T10:00", "2026-01-01T10:00:00Z": "2026-01-01T10:00:00" };
  const prefix = said[typed] ?? typed;
  return /^\d{4}-\d{2}/.test(prefix) && (value.includes("T") || !prefix.includes("T")) && value.startsWith(prefix);
}
