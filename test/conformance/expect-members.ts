import { expect } from "vitest";
import { members } from "../../src/results/audience.ts";
import type { Condition } from "../../src/segment/ast.ts";
import type { TestBench } from "../support/bench.ts";

/** Asks the engine for each condition, a few at a time, and expects exactly these customers. */
export async function expectMembers(bench: TestBench, cases: readonly (readonly [Condition, Iterable<string>])[]): Promise<void> {
  for (let at = 0; at < cases.length; at += 8) {
    await Promise.all(
      cases.slice(at, at + 8).map(async ([where, keys]) => {
        const { rows } = await members(bench, { where }, { columns: [], limit: 1000 });
        expect(rows.map(({ key }) => key).sort(), JSON.stringify(where).slice(0, 300)).toEqual([...keys].sort());
      }),
    );
  }
}
