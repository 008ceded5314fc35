import { z } from "zod";
import { bind, type Fragment, identifier, join, render, sql } from "../../compiler/sql.ts";
import type { Workbench } from "../audience.ts";
import { describeColumn, readCell } from "../columns.ts";
import type { Cell } from "../data.ts";
import { oneRow } from "../../engine/engine.ts";
import type { SentField } from "./fields.ts";
import { identifierRow } from "./identifiers.ts";
import { type Ladder, ladderOf } from "./ladder.ts";
import { leftAfter, type Outline, rowsAfter, type Scene, withScene } from "./scene.ts";

/** What is wrong, or doubtful, with values that tell people, of those customers of the segment who have one. */
export interface PreflightField {
  /** The field's name. */
  readonly field: string;
  readonly known: number;
  /** Those that are 64 hexadecimal digits, as a SHA-256 is, and that the field hashes again. */
  readonly hashedAlready: number;
  /** Those that are none of the field's kind. */
  readonly invalid: number;
  /** Those that another common rule writes otherwise, and so would hash otherwise; null: there is no such rule, or the field does not hash. */
  readonly differs: { readonly rule: string; readonly count: number } | null;
}

/** What would be sent now. */
export interface Preview {
  readonly ladder: Ladder;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** The first rows, as they would be sent. */
  readonly rows: readonly { readonly key: string; readonly values: readonly Cell[] }[];
  readonly preflight: readonly PreflightField[];
}

const ROWS = 10;

/** @throws AppError `invalid_definition`, `invalid_destination` with all problems */
export function preview(bench: Workbench, outline: Outline, signal?: AbortSignal): Promise<Preview> {
  return withScene(bench, outline, signal, async (scene) => {
    const [ladder, rows, preflight] = await Promise.all([
      ladderOf(bench, scene, signal),
      firstRows(bench, scene, signal),
      preflightOf(bench, scene, signal),
    ]);
    return { ladder, columns: scene.fields.map(describeColumn), rows, preflight };
  });
}

async function firstRows({ storage }: Workbench, scene: Scene, signal: AbortSignal | undefined): Promise<Preview["rows"]> {
  const { fields } = scene;
  const values = fields.map(({ value }, at) => sql`, ${value} AS ${identifier(`v${at}`)}`);
  const where = sql`bitmapContains(${leftAfter(scene, scene.steps.length)}, id)`;
  const rows = await storage.engine.rows(render(sql`SELECT key${join(values, sql``)} FROM customers WHERE ${where} ORDER BY id LIMIT ${bind("UInt8", ROWS)}`), { signal });
  return rows.map((row) => ({ key: z.string().parse(row["key"]), values: fields.map(({ type }, at) => readCell(row[`v${at}`], type)) }));
}

async function preflightOf({ storage }: Workbench, scene: Scene, signal: AbortSignal | undefined): Promise<readonly PreflightField[]> {
  const judged = scene.fields.flatMap((field) => (field.identifier === undefined || field.attribute === undefined ? [] : [{ field, as: field.identifier }]));
  if (judged.length === 0) return [];
  const counts = judged.flatMap(({ field, as }) => countsOf(field, as));
  const { found } = foundSchema.parse(await oneRow(storage.engine, render(sql`SELECT [${join(counts, sql`, `)}] AS found FROM customers WHERE ${rowsAfter(scene, 0)}`), { signal }));
  return judged.map(({ field, as }, at) => {
    const [known = 0, hashedAlready = 0, invalid = 0, differs = 0] = found.slice(at * 4, at * 4 + 4);
    const { twin } = identifierRow(as.identifier);
    return { field: field.name, known, hashedAlready, invalid, differs: twin === undefined || !as.hash ? null : { rule: identifierRow(twin).title, count: differs } };
  });
}

const foundSchema = z.object({ found: z.array(z.number()) });

function countsOf({ attribute, value }: SentField, { identifier: id, hash, callingCode }: NonNullable<SentField["identifier"]>): readonly Fragment[] {
  const column = identifier(attribute?.column ?? "");
  const text = sql`ifNull(toString(${column}), '')`;
  const { normal, twin } = identifierRow(id);
  const differs = twin === undefined || !hash ? sql`0` : sql`countIf(isNotNull(${value}) AND ${normal(text, callingCode)} != ${identifierRow(twin).normal(text, callingCode)})`;
  return [
    sql`countIf(isNotNull(${column}))`,
    hash ? sql`countIf(notEmpty(${identifierRow("hashed").normal(text, undefined)}))` : sql`0`,
    sql`countIf(isNotNull(${column}) AND isNull(${value}))`,
    differs,
  ];
}
