import { z } from "zod";
import { bind, render, sql } from "../compiler/sql.ts";
import { type Catalog, EMPTY_CATALOG } from "../catalog/types.ts";
import { once } from "./byte-stream.ts";
import { catalogSchema } from "./catalog-schema.ts";
import type { Engine } from "./engine.ts";

/** Rows that an import has staged, completely, and that are to become visible together. */
export interface Commit {
  /** The number of the import, in every row's `import`. */
  readonly import: number;
  /** Staging tables by the table that they go to; a staged customer replaces the row with the same id. */
  readonly staged: Readonly<Partial<Record<StagedTable, string>>>;
}

export type StagedTable = "keys" | "customers" | "events" | "files" | "lists";

/** What the stored data is: one small document, whose newest version is the truth. Writing it is the commit. */
export interface Manifest {
  readonly catalog: Catalog;
  /** The id of the next new customer. An id is never used again. */
  readonly nextId: number;
  /** The number of the next new column of an attribute or a property. */
  readonly nextColumn: number;
  readonly nextImport: number;
  /** A commit that was decided but may not have been carried out: carried out again at the next start. */
  readonly pending: Commit | null;
}

const commitSchema = z.object({
  import: z.number(),
  staged: z.partialRecord(z.enum(["keys", "customers", "events", "files", "lists"]), z.string()),
});

const manifestSchema = z.object({
  catalog: catalogSchema,
  nextId: z.number(),
  nextColumn: z.number(),
  nextImport: z.number(),
  pending: commitSchema.nullable(),
});

const EMPTY: Manifest = { catalog: EMPTY_CATALOG, nextId: 1, nextColumn: 1, nextImport: 1, pending: null };

export interface StoredManifest {
  /** Grows by one with each write. */
  readonly version: number;
  readonly manifest: Manifest;
}

/** The newest manifest; the empty one, as version 0, when none was written. */
export async function readManifest(engine: Engine): Promise<StoredManifest> {
  const [row] = await engine.rows(
    render(sql`SELECT version, document FROM manifest ORDER BY version DESC LIMIT 1`),
  );
  if (row === undefined) return { version: 0, manifest: EMPTY };
  return {
    version: z.number().parse(row["version"]),
    manifest: manifestSchema.parse(JSON.parse(z.string().parse(row["document"]))),
  };
}

/** Writes a manifest, whole or not at all. It is on disk when this resolves. */
export async function writeManifest(engine: Engine, { version, manifest }: StoredManifest): Promise<void> {
  const line = `${JSON.stringify({ version, document: JSON.stringify(manifest) })}\n`;
  await engine.load(render(sql`INSERT INTO manifest FORMAT JSONEachRow`), once(new TextEncoder().encode(line)));
}

/** Removes versions that nobody will read again. */
export async function pruneManifest(engine: Engine, newest: number): Promise<void> {
  await engine.run(render(sql`DELETE FROM manifest WHERE version + 10 < ${bind("UInt64", newest)}`));
}
