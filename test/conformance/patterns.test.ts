import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError, type Problem } from "../../src/errors.ts";
import { count } from "../../src/results/audience.ts";
import { refusals } from "../language/cases.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";

let bench: TestBench;

beforeAll(async () => {
  bench = await openTestBench();
  await bench.importText("customers", "ndjson", '{"customer_id":"a","city":"Oslo","tags":["x"]}\n', { types: "tags=text[]" });
  await bench.importText("events", "ndjson", '{"customer_id":"a","event":"Order","time":"2024-01-01T00:00:00Z","coupon":"SPRING"}\n');
});
afterAll(() => bench.close());

async function problemsOf(where: unknown): Promise<readonly Problem[]> {
  const error: unknown = await count(bench, { where }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`not refused: ${JSON.stringify(where)}`, { cause: error });
  expect(error.code).toBe("invalid_definition");
  return error.problems ?? [];
}

test.each(refusals.filter(({ by }) => by === "engine"))("$name is refused", async ({ where, problems }) => {
  const found = await problemsOf(where);
  expect(found.map(({ code }) => code)).toEqual(problems);
});

test("each pattern with a mistake is named by its place, in words without SQL", async () => {
  const city = (value: string, more: object = {}): object => ({ kind: "attribute", attribute: "city", op: "matches", value, ...more });
  const coupon = { kind: "property", property: "coupon", op: "not_matches", value: "[b-a]" };
  const where = {
    kind: "all",
    of: [city("O.*o"), city("("), { kind: "not", of: { kind: "any", of: [city("(")] } }, city("*", { off: true }), { kind: "event", event: "Order", where: { kind: "all", of: [coupon] } }],
  };
  expect(await problemsOf(where)).toEqual([
    { code: "invalid_pattern", message: "The pattern is not valid: missing ): (.", path: ["of", 1, "value"], hint: expect.any(String) },
    { code: "invalid_pattern", message: "The pattern is not valid: missing ): (.", path: ["of", 2, "of", "of", 0, "value"], hint: expect.any(String) },
    {
      code: "invalid_pattern",
      message: "The pattern is not valid: invalid character class range: b-a.",
      path: ["of", 4, "where", "of", 0, "value"],
      hint: expect.any(String),
    },
  ]);
});

test("a pattern without a mistake selects, the second time too", async () => {
  const where = { kind: "attribute", attribute: "city", op: "matches", value: "^os" };
  expect((await count(bench, { where })).count).toBe(1);
  expect((await count(bench, { where: { kind: "not", of: where } })).count).toBe(0);
});

test("a long pattern with a mistake is refused as well", async () => {
  const where = { kind: "attribute", attribute: "city", op: "matches", value: `${"x".repeat(20_000)}(` };
  expect((await problemsOf(where)).map(({ code, path }) => [code, path])).toEqual([["invalid_pattern", ["value"]]]);
});
