import type { Shape } from "../../src/results/exports/shape.ts";
import type { Condition } from "../../src/segment/ast.ts";
import type { NewRun } from "../../src/store/export-runs.ts";

const EVERYONE: Condition = { kind: "all", of: [] };

/** Nothing of everyone. */
export const SHAPE: Shape = {
  ...{ fields: [], mandatory: { match: "all", attributes: [] }, permission: null, suppress: true, unique: null, mode: "whole", format: null, gzip: false, rowsPerFile: null },
};

/** A run that somebody asks for by hand at an instant, in epoch milliseconds. */
export function newRun(segment: string, destination: string, user: string, at: number): NewRun {
  const frozen: NewRun["frozen"] = {
    ...{ name: "x", where: EVERYONE, timeZone: null, now: new Date(at).toISOString(), sentence: "", shape: SHAPE, parameters: {} },
    ...{ destination: { name: "x", type: "download", revision: 1 }, suppression: null, holdPercent: null },
  };
  return { source: { kind: "segment", segment }, destination, frozen, due: null, user };
}
