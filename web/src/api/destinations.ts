import { queryOptions } from "@tanstack/react-query";
import type { Condition } from "../../../src/segment/ast.ts";
import { request } from "./client.ts";
import { CALM_MS, type ExportSource, isOpen, LIVE_MS, type Preview, type RunStatus } from "./exports.ts";
import type { Askers } from "./segments.ts";

/** One thing to fill in of a connection. */
export type Setting = {
  readonly label: string;
  readonly help?: string;
  readonly optional?: true;
} & (
  | { readonly kind: "text"; readonly placeholder?: string; readonly secret?: true; readonly lines?: true; readonly pattern?: string }
  | { readonly kind: "number"; readonly least: number; readonly most: number; readonly default?: number }
  | { readonly kind: "boolean"; readonly default: boolean }
  | { readonly kind: "choice"; readonly choices: readonly { readonly value: string; readonly label: string }[]; readonly default: string }
);

export type SettingValue = string | number | boolean;
export type SettingValues = Readonly<Record<string, SettingValue>>;
/** As it is filled in: null takes a secret away that is kept. */
export type GivenSettings = Readonly<Record<string, SettingValue | null>>;

export type Mode = "whole" | "changes";
export type FormatKind = "csv" | "ndjson" | "json" | "parquet" | "xlsx";

export type FileFormat =
  | {
      readonly kind: "csv";
      readonly delimiter: "," | ";" | "\t" | "|";
      readonly quotes: "needed" | "always";
      readonly header: boolean;
      readonly bom: boolean;
      readonly lineEnd: "\n" | "\r\n";
      readonly formulas: "escaped" | "kept";
    }
  | { readonly kind: Exclude<FormatKind, "csv"> };

export type FieldFormat =
  | { readonly kind: "date"; readonly pattern: string; readonly timeZone?: string }
  | { readonly kind: "number"; readonly decimals: number; readonly mark: "." | "," }
  | { readonly kind: "boolean"; readonly yes: string; readonly no: string }
  | { readonly kind: "identifier"; readonly identifier: string; readonly hash: boolean; readonly callingCode?: string };

/** One column of what is sent. */
export interface ExportField {
  readonly name: string;
  readonly from:
    | { readonly kind: "key" }
    | { readonly kind: "attribute"; readonly attribute: string }
    | { readonly kind: "fixed"; readonly value: string }
    | { readonly kind: "parameter"; readonly parameter: string };
  readonly as?: FieldFormat;
}

/** What of customers is sent, and how. */
export interface Shape {
  readonly fields: readonly ExportField[];
  readonly mandatory: { readonly match: "all" | "any"; readonly attributes: readonly string[] };
  readonly permission: Condition | null;
  readonly suppress: boolean;
  readonly unique: string | null;
  readonly mode: Mode;
  /** Null: the destination takes rows, or has a format of its own. */
  readonly format: FileFormat | null;
  readonly gzip: boolean;
  readonly fileName?: string | undefined;
  readonly rowsPerFile: number | null;
}

export interface DestinationType {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly modes: readonly Mode[];
  readonly promised: "exactly_once" | "at_least_once";
  readonly promise: string;
  readonly takes: "files" | "rows";
  /** Whether a file takes the place of one with the same name. */
  readonly replaces: boolean;
  /** Of files, the suggested first; none: it has a format of its own, or takes rows. */
  readonly formats: readonly FormatKind[];
  /** The fields that a new one begins with, each with parts of names of attributes that hold it; none: the key. */
  readonly fields: readonly (Pick<ExportField, "name" | "as"> & { readonly of: readonly string[] })[];
}

export interface Destination {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Null: only an administrator sees them. */
  readonly settings: SettingValues | null;
  /** The names of secrets that are filled in. */
  readonly secrets: readonly string[];
  readonly shape: Shape;
  /** Ids of who may export to it; null: everyone. */
  readonly users: readonly string[] | null;
  /** Whether this user may export to it. */
  readonly usable: boolean;
  readonly revision: number;
  readonly createdAt: string;
  readonly changedAt: string;
}

/** A destination as the list tells of it. */
export interface ListedDestination extends Destination {
  /** The newest run to it, with when it was asked for; null: there is none. */
  readonly last: { readonly run: string; readonly status: RunStatus; readonly at: string } | null;
}

/** What an administrator fills in; secrets are among the settings, and stay when they are left out. */
export interface FilledDestination {
  readonly name: string;
  readonly settings: GivenSettings;
  readonly shape: Shape;
  readonly users: readonly string[] | null;
}

/** A way to write values that tell people. */
export interface Identifier {
  readonly id: string;
  readonly title: string;
  /** What is done with a value. */
  readonly rule: string;
  /** Whether it takes the calling code of numbers that are written without one. */
  readonly calling: boolean;
}

/** The kinds of destinations, and how fields can be written. */
export interface DestinationKinds {
  readonly types: readonly DestinationType[];
  readonly identifiers: readonly Identifier[];
  readonly datePatterns: readonly string[];
}

export const destinationKindsQuery = queryOptions({
  queryKey: ["destination-types"],
  queryFn: ({ signal }) => request<DestinationKinds>("/destination-types", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const destinationTypesQuery = queryOptions({ ...destinationKindsQuery, select: ({ types }: DestinationKinds) => types });

/** By name. */
export const destinationsQuery = queryOptions({
  queryKey: ["destinations"],
  queryFn: async ({ signal }) => (await request<{ readonly destinations: readonly ListedDestination[] }>("/destinations", { signal })).destinations,
});

/** The same, asked for again and again while it is looked at: the newest runs go on. */
export const destinationsNowQuery = queryOptions({
  ...destinationsQuery,
  refetchInterval: ({ state }) => (state.data?.some(({ last }) => last !== null && isOpen(last)) ? LIVE_MS : CALM_MS),
});

/** Throws ApiError `invalid_destination` with all problems, each with its path. */
export function addDestination(type: string, filled: FilledDestination): Promise<Destination> {
  return request("/destinations", { method: "POST", body: { type, ...filled } });
}

export function changeDestination(id: string, filled: FilledDestination): Promise<Destination> {
  return request(pathOf(id), { method: "PUT", body: filled });
}

/** What asks whom it was sent; for administrators. */
export function destinationUsesQuery(id: string) {
  return queryOptions({
    queryKey: ["destination-uses", id],
    queryFn: ({ signal }) => request<Askers>(`${pathOf(id)}/uses`, { signal }),
    staleTime: 0,
  });
}

/** Throws ApiError `in_use` (409) while a schedule exports to it, or a condition asks whom it was sent. */
export function removeDestination(id: string): Promise<void> {
  return request(pathOf(id), { method: "DELETE" });
}

/** Tries a connection; of a known destination secrets that are left out are those that it has. Throws ApiError with what is wrong. */
export function testDestination(type: string, settings: GivenSettings, columns: readonly string[], destination: string | undefined): Promise<void> {
  return request("/destinations/test", { method: "POST", body: { type, settings, columns, ...(destination !== undefined && { destination }) } });
}

/** What would be sent with a shape that is not saved. */
export function shapePreviewQuery(source: ExportSource, shape: Shape, parameters: Readonly<Record<string, string>>) {
  const body = { source, shape, parameters };
  return queryOptions({
    queryKey: ["destination-preview", body],
    queryFn: ({ signal }) => request<Preview>("/destinations/preview", { method: "POST", body, signal }),
    staleTime: 30_000,
  });
}

export function destinationQuery(id: string) {
  return queryOptions({ queryKey: ["destinations", id], queryFn: ({ signal }) => request<Destination>(pathOf(id), { signal }) });
}

function pathOf(id: string): string {
  return `/destinations/${encodeURIComponent(id)}`;
}
