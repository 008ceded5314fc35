import { describe, expect, test } from "vitest";
import { check } from "../../src/segment/check.ts";
import { normalize } from "../../src/segment/normalize.ts";
import { parseInstant } from "../reference/instant.ts";
import { members } from "../reference/members.ts";
import { cases, dataset, referred } from "./cases.ts";
import { datasetCatalog } from "./dataset.ts";

const catalog = datasetCatalog(dataset);

describe("what the language allows passes the check unchanged", () => {
  test.each(cases)("$group: $name", ({ where, now, timeZone, ownTimeZone }) => {
    const checked = check(where, { catalog, ...referred, now: parseInstant(now), timeZone: ownTimeZone ?? timeZone, workspaceZone: timeZone });
    expect(checked.problems).toEqual([]);
    expect(checked.condition).toEqual(where);
  });
});

describe("the normal form selects the same customers, and is its own normal form", () => {
  test.each(cases)("$group: $name", ({ where, now, timeZone, ownTimeZone, expect: expected }) => {
    const normal = normalize(where, catalog);
    const found = members(dataset, { where: normal, timeZone: ownTimeZone }, { now: parseInstant(now), timeZone });
    expect([...found].sort()).toEqual(expected);
    expect(normalize(normal, catalog)).toEqual(normal);
  });
});
