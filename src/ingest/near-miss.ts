import { z } from "zod";
import { bind, type Fragment, join, sql } from "../compiler/sql.ts";
import { type Cell, nameCells, textOf } from "./cell.ts";
import { BITS, kindOf } from "./infer.ts";
import { MOST_SHOWN } from "./reason.ts";
import type { ColumnDecision, NearMiss } from "./request.ts";
import { rows, sample, type Work } from "./work.ts";

/** A column that became text. */
export interface TextColumn {
  readonly cell: Cell;
  /** The union of the kinds of its values. */
  readonly kinds: number;
  /** The rows that count. */
  readonly where?: Fragment | undefined;
}

/** Of so many columns of a file it is looked for. */
const MOST_COLUMNS = 50;
/** Such a share of the values must fit, or all but one of three or more. */
const SHARE = 0.9;
const FEWEST = 3;

const TYPES: readonly { readonly type: NearMiss["type"]; readonly bits: number }[] = [
  { type: "number", bits: BITS.number },
  { type: "boolean", bits: BITS.boolean | BITS.yes | BITS.no },
  { type: "date", bits: BITS.date },
  { type: "datetime", bits: BITS.date | BITS.datetime },
];

/** Which columns of text would be something narrower without a few of their values, in the order given. */
export async function nearMisses(work: Work, columns: readonly TextColumn[]): Promise<readonly (NearMiss | undefined)[]> {
  const looked = new Set(columns.filter(({ kinds }) => kinds !== BITS.text).slice(0, MOST_COLUMNS));
  const found: (Found | undefined)[] = [];
  for (const column of columns) found.push(looked.has(column) ? await nearMiss(work, column) : undefined);
  const lines = await linesOf(work, found.flatMap((each) => each?.first?.row ?? []));
  return found.map((each) => {
    if (each === undefined) return undefined;
    const { first, ...miss } = each;
    return { ...miss, first: first && { line: lines.get(first.row) ?? first.row, value: first.value } };
  });
}

export function withNearMiss(decision: ColumnDecision, nearMiss: NearMiss | undefined): ColumnDecision {
  return nearMiss === undefined ? decision : { ...decision, nearMiss };
}

interface Found extends Omit<NearMiss, "first"> {
  readonly first: { readonly row: number; readonly value: string } | null;
}

const kindSchema = z.object({ kind: z.number(), count: z.number(), first: z.number(), shown: z.string(), codes: z.number() });

/** Digits that are right as text: read as a number they would lose something. */
const CODE = "^(0[0-9]+|[+][0-9]+|[0-9]{16,})$";

async function nearMiss(work: Work, { cell, where }: TextColumn): Promise<Found | undefined> {
  const { table } = sample(work, where);
  const named = nameCells(table, [cell]);
  const value = sql`toValidUTF8(substringUTF8(ifNull(${textOf(named.of(cell))}, ''), 1, ${bind("UInt32", MOST_SHOWN)}))`;
  const result = await rows(
    work,
    sql`SELECT kind, count() AS count, min(row) AS first, argMin(value, row) AS shown, countIf(match(value, ${bind("String", CODE)})) AS codes
      FROM (SELECT row, ${kindOf(named.of(cell))} AS kind, ${value} AS value FROM ${named.table}) WHERE kind != 0 GROUP BY kind`,
  );
  const kinds = result.map((row) => kindSchema.parse(row));
  const total = (some: typeof kinds) => some.reduce((sum, { count }) => sum + count, 0);
  const known = total(kinds);
  for (const { type, bits } of TYPES) {
    const others = kinds.filter(({ kind }) => (kind & bits) === 0);
    const fits = known - total(others);
    if (type === "number" && others.some(({ codes }) => codes > 0)) continue;
    if (known < FEWEST || (known - fits > 1 && fits < SHARE * known)) continue;
    const [first = null] = others.sort((a, b) => a.first - b.first).map((kind) => ({ row: kind.first, value: kind.shown }));
    return { type, fits, known, first };
  }
  return undefined;
}

/** The lines in the file at which rows begin. */
async function linesOf(work: Work, wanted: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (wanted.length === 0) return new Map();
  const result = await rows(
    work,
    sql`SELECT row, line FROM (SELECT row, ${work.raw.line} AS line FROM ${work.raw.table})
      WHERE row IN (${join(wanted.map((row) => bind("UInt64", row)), sql`, `)})`,
  );
  return new Map(result.map((row) => lineSchema.parse(row)).map(({ row, line }) => [row, line]));
}

const lineSchema = z.object({ row: z.number(), line: z.number() });
