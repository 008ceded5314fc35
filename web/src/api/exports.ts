import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { ErrorBody, Problem } from "../../../src/errors.ts";
import type { Condition } from "../../../src/segment/ast.ts";
import type { Member, MembersChoice } from "./audience.ts";
import { query, request } from "./client.ts";
import type { Receipt } from "./receipt.ts";

/** What an export is of. */
export type ExportSource =
  | { readonly kind: "segment"; readonly segment: string }
  | { readonly kind: "smart"; readonly group: string; readonly card: string };

export type Change = "added" | "updated" | "removed";
export type RunStatus = "waiting" | "running" | "held" | "finished" | "failed" | "cancelled";

export type Step =
  | { readonly kind: "known" | "valid"; readonly match: "all" | "any"; readonly attributes: readonly string[] }
  | { readonly kind: "permitted" }
  | { readonly kind: "not_suppressed" }
  | { readonly kind: "unique"; readonly field: string };

/** How many of a segment can be sent, and why the others can't. */
export interface Ladder {
  /** Of the segment. */
  readonly receipt: Receipt;
  readonly steps: readonly { readonly step: Step; readonly remaining: number }[];
  readonly exportable: number;
}

export interface Preview {
  readonly ladder: Ladder;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly Member[];
  readonly preflight: readonly {
    readonly field: string;
    readonly known: number;
    readonly hashedAlready: number;
    readonly invalid: number;
    readonly differs: { readonly rule: string; readonly count: number } | null;
  }[];
}

export interface ExportRequest {
  readonly source: ExportSource;
  /** The id of a destination. */
  readonly destination: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface ExportRun {
  readonly id: string;
  readonly source: ExportSource;
  readonly name: string;
  readonly destination: { readonly id: string; readonly name: string; readonly type: string; readonly revision: number };
  readonly schedule: string | null;
  readonly slot: string | null;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly status: RunStatus;
  readonly stage: "writing" | "sending";
  readonly mode: "whole" | "changes";
  readonly compared: boolean;
  readonly rows: Readonly<Record<Change, number>> | null;
  readonly read: number;
  readonly sent: Readonly<Record<Change, number>>;
  readonly rejected: number;
  readonly exportable: number | null;
  readonly failure: ErrorBody | null;
  readonly tries: number;
  readonly nextTryAt: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly clearedAt: string | null;
  /** Whether this user may export to its destination, and so may work with it. */
  readonly usable: boolean;
}

export interface WholeRun extends ExportRun {
  readonly sentence: string;
  readonly where: Condition;
  readonly timeZone: string | null;
  readonly now: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly fields: readonly string[];
  readonly ladder: Ladder | null;
  readonly rejections: readonly { readonly reason: string; readonly rows: number }[];
  readonly files: readonly { readonly name: string; readonly change: Change; readonly rows: number; readonly bytes: number; readonly sha256: string; readonly place: string | null }[];
  /** When its customers count as sent. */
  readonly sentAt: readonly string[];
  /** When its rows, and its files that are kept here, go; null: it has not ended, or they are gone. */
  readonly keptUntil: string | null;
  /** Whether its files are kept here, for who may export to its destination. */
  readonly downloadable: boolean;
}

export type Recurrence =
  | { readonly kind: "once"; readonly at: string }
  | { readonly kind: "hours"; readonly every: number }
  | { readonly kind: "daily"; readonly at: string }
  | { readonly kind: "weekly"; readonly on: readonly number[]; readonly at: string }
  | { readonly kind: "monthly"; readonly on: number | "last"; readonly at: string }
  | { readonly kind: "cron"; readonly expression: string };

export interface Timing {
  readonly recurrence: Recurrence;
  readonly timeZone: string;
  readonly until: string | null;
  readonly holdPercent: number | null;
}

export interface ScheduleSetup {
  readonly destination: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly timing: Timing;
  readonly paused: boolean;
}

export interface ExportSchedule extends ScheduleSetup {
  readonly id: string;
  readonly source: ExportSource;
  readonly createdBy: string;
  readonly createdAt: string;
  /** The next five instants at which it is due. */
  readonly next: readonly string[];
}

interface RunsPage {
  readonly runs: readonly ExportRun[];
  readonly next: string | null;
}

export interface RunsFilter {
  readonly source?: ExportSource;
  readonly destination?: string;
  readonly schedule?: string;
  readonly status?: RunStatus;
}

export const RUN_STATUSES = ["waiting", "running", "held", "finished", "failed", "cancelled"] as const satisfies readonly RunStatus[];

/** A run that goes on is looked at so often, and whether a schedule made another. */
export const LIVE_MS = 1_000;
export const CALM_MS = 5_000;

export function isOpen({ status }: Pick<ExportRun, "status">): boolean {
  return status === "waiting" || status === "running";
}

export function runsQuery(filter: RunsFilter) {
  const text = { ...filter, source: filter.source && JSON.stringify(filter.source) };
  return infiniteQueryOptions({
    queryKey: ["exports", "runs", text],
    queryFn: ({ signal, pageParam }) => request<RunsPage>(`/exports${query({ ...text, cursor: pageParam || undefined })}`, { signal }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ runs }) => runs.some(isOpen)) ? LIVE_MS : CALM_MS),
  });
}

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ["exports", "run", id],
    queryFn: ({ signal }) => request<WholeRun>(`/exports/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? LIVE_MS : false),
  });
}

export function exportPreviewQuery(asked: ExportRequest) {
  return queryOptions({ queryKey: ["exports", "preview", asked], queryFn: ({ signal }) => request<Preview>("/exports/preview", { method: "POST", body: asked, signal }) });
}

export interface Exportable {
  readonly destination: { readonly id: string; readonly name: string };
  /** Null: it can't be told, for `problem`. */
  readonly exportable: number | null;
  readonly problem: Problem | null;
}

/** How many can be sent to each destination that this user may export to. */
export function exportableQuery(source: ExportSource) {
  return queryOptions({
    queryKey: ["exports", "exportable", source],
    queryFn: async ({ signal }) => (await request<{ readonly destinations: readonly Exportable[] }>("/exports/exportable", { method: "POST", body: { source }, signal })).destinations,
  });
}

/** Those whom a step of a ladder leaves out, or who remain after it: now, or as a run's definition has them. */
export interface AtStep {
  readonly of: ExportRequest | { readonly run: string };
  /** Its place, from 0. */
  readonly step: number;
  readonly side: "left_out" | "remain";
}

interface AtStepPage {
  /** How many there are: with a search, how many it finds. */
  readonly found: number;
  readonly rows: readonly Member[];
  readonly next: string | null;
}

/** Page by page. While another choice of the same loads, the one before stays. */
export function atStepQuery({ of, step, side }: AtStep, columns: readonly string[], choice: MembersChoice) {
  const asked = ["exports", "at-step", of, step, side];
  return infiniteQueryOptions({
    queryKey: [...asked, columns, choice.search, choice.sort],
    queryFn: async ({ pageParam, signal }) => {
      const path = "run" in of ? `/exports/${encodeURIComponent(of.run)}/left-out` : "/exports/left-out";
      const body = { ...("run" in of ? {} : of), step, side, columns, search: choice.search || undefined, sort: choice.sort, limit: 100, cursor: pageParam || undefined };
      return { ...(await request<AtStepPage>(path, { method: "POST", body, signal })), columns };
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    placeholderData: (before, query) => (JSON.stringify(query?.queryKey.slice(0, asked.length)) === JSON.stringify(asked) ? before : undefined),
  });
}

export function startExport(asked: ExportRequest): Promise<ExportRun> {
  return request("/exports", { method: "POST", body: asked });
}

export function cancelRun(id: string): Promise<WholeRun> {
  return request(`/exports/${encodeURIComponent(id)}/cancel`, { method: "POST" });
}

/** Confirms a run that is held, or retries one that failed or was cancelled. Throws ApiError `not_retryable` (409). */
export function runAgain(id: string): Promise<WholeRun> {
  return request(`/exports/${encodeURIComponent(id)}/again`, { method: "POST" });
}

/** Addresses to be opened, not called. */
export function runFileAddress(id: string, name: string): string {
  return `/api/v1/exports/${encodeURIComponent(id)}/files/${encodeURIComponent(name)}`;
}

export function rejectedAddress(id: string): string {
  return `/api/v1/exports/${encodeURIComponent(id)}/rejected.csv`;
}

export function schedulesQuery(of: { readonly source?: ExportSource; readonly destination?: string }) {
  const text = { source: of.source && JSON.stringify(of.source), destination: of.destination };
  return queryOptions({
    queryKey: ["exports", "schedules", text],
    queryFn: async ({ signal }) => (await request<{ readonly schedules: readonly ExportSchedule[] }>(`/export-schedules${query(text)}`, { signal })).schedules,
  });
}

export function addSchedule(source: ExportSource, setup: ScheduleSetup): Promise<ExportSchedule> {
  return request("/export-schedules", { method: "POST", body: { source, ...setup } });
}

export function changeSchedule(id: string, setup: ScheduleSetup): Promise<ExportSchedule> {
  return request(`/export-schedules/${encodeURIComponent(id)}`, { method: "PUT", body: setup });
}

export function removeSchedule(id: string): Promise<void> {
  return request(`/export-schedules/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** When something would be due next: five instants at most. Throws ApiError `invalid_schedule`. */
export function nextDueQuery(timing: Timing) {
  return queryOptions({
    queryKey: ["exports", "next", timing],
    queryFn: async ({ signal }) => (await request<{ readonly next: readonly string[] }>("/export-schedules/next", { method: "POST", body: { timing }, signal })).next,
  });
}
