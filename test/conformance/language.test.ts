import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { count, members } from "../../src/results/audience.ts";
import { cases, dataset } from "../language/cases.ts";
import { everyone } from "../reference/dataset.ts";
import type { TestBench } from "../support/bench.ts";
import { ON_CLUSTER } from "../support/engine.ts";
import { LONG } from "../support/long.ts";
import { openDatasetBench } from "./dataset-bench.ts";

/** One node has tried them all: of a cluster a fifth is asked, and the rest in `npm run test:long`. */
const asked = ON_CLUSTER && !LONG ? cases.filter((_, place) => place % 5 === 0) : cases;

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
