import { expect } from "vitest";
import { CSV } from "../../src/results/exports/file-format.ts";
import type { Shape } from "../../src/results/exports/shape.ts";
import type { DataWorkspace } from "./data-workspace.ts";
import { jsonOf } from "./workspace.ts";

/** What the API tells of a run. */
export interface Run {
  readonly id: string;
  readonly status: string;
  readonly sent: { readonly added: number; readonly updated: number; readonly removed: number };
  readonly rejected: number;
  readonly rejections: readonly { readonly reason: string; readonly rows: number }[];
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly files: readonly { readonly name: string; readonly rows: number; readonly bytes: number; readonly sha256: string }[];
  readonly ladder: { readonly exportable: number; readonly steps: readonly { readonly remaining: number }[] } | null;
  readonly downloadable: boolean;
  readonly keptUntil: string | null;
  readonly tries: number;
  readonly slot: string | null;
}

/** Two fields of everyone, as a whole list. */
export const SHAPE: Shape = {
  fields: [{ name: "id", from: { kind: "key" } }, { name: "member", from: { kind: "attribute", attribute: "member" } }],
  mandatory: { match: "all", attributes: [] },
  permission: null,
  suppress: true,
  unique: null,
  mode: "whole",
  format: CSV,
  gzip: false,
  rowsPerFile: null,
};

/** The customers whom a destination was sent, by all of its runs or by one, at its end. */
export async function whomSent(workspace: DataWorkspace, to: string, by?: Run): Promise<readonly string[]> {
  const from = by?.endedAt ?? "";
  const window = by && { from, to: new Date(Date.parse(from) + 1).toISOString() };
  const answer = await workspace.post("/segments/members", { where: { kind: "exported", destination: to, ...(window && { window }) }, limit: 1_000 });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return (await jsonOf<{ rows: readonly { readonly key: string }[] }>(answer)).rows.map(({ key }) => key);
}

/** How often a customer was sent there. */
export async function timesSent(workspace: DataWorkspace, to: string, customer: string): Promise<number> {
  const answer = await workspace.post("/segments/explain", { where: { kind: "exported", destination: to }, customer });
  return (await jsonOf<{ tree: { evidence: { matching: number } } }>(answer)).tree.evidence.matching;
}
