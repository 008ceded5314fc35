import { z } from "zod";
import { bind, render, sql } from "../compiler/sql.ts";
import { type Catalog, EMPTY_CATALOG } from "../catalog/types.ts";
import { AppError } from "../errors.ts";
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

/** In the order in which they are carried out. */
export const STAGED_TABLES = ["keys", "customers", "events", "lists", "files"] as const;
export type StagedTable = (typeof STAGED_TABLES)[number];

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
  staged: z.partialRecord(z.enum(STAGED_TABLES), z.string()),
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

/**
 * Writes a manifest, whole or not at all. It is on disk when this resolves.
 *
 * @throws AppError `engine_taken` when the newest is not the one before it: somebody else has written
 */
export async function writeManifest(engine: Engine, { version, manifest }: StoredManifest): Promise<void> {
  const line = `${JSON.stringify({ version, document: JSON.stringify(manifest) })}\n`;
  const statement = sql`INSERT INTO manifest SELECT version, document FROM input('version UInt64, document String')
    WHERE throwIf((SELECT max(version) FROM manifest) + 1 != version, ${bind("String", NOT_NEXT)}) = 0 FORMAT JSONEachRow`;
  try {
    await engine.load(render(statement), once(new TextEncoder().encode(line)));
  } catch (error) {
    if (!(error instanceof AppError && error.message.includes(NOT_NEXT))) throw error;
    throw new AppError("engine_taken", "Another Coterie has written to the customers of this one.", {
      hint: "Start this Coterie again: it then sees what was written.",
      cause: error,
    });
  }
}

const NOT_NEXT = "the manifest is not the next one";

/** Removes versions that nobody will read again. */
export async function pruneManifest(engine: Engine, newest: number): Promise<void> {
  await engine.run(render(sql`DELETE FROM manifest WHERE version + 10 < ${bind("UInt64", newest)}`));
}
