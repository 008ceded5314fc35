import type { z } from "zod";
import { AppError } from "../errors.ts";

/** Where a page of a list ended: the sort key of its last row. */
export interface Position {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly id: string;
}

export function encodeCursor(position: Position): string {
  return Buffer.from(`${position.time} ${position.id}`).toString("base64url");
}

/** Throws `AppError("invalid_cursor")`. */
export function decodeCursor(cursor: string): Position {
  const parts = /^(\d{1,13}) ([0-9a-z]{1,40})$/.exec(Buffer.from(cursor, "base64url").toString());
  const [, time, id] = parts ?? [];
  if (time === undefined || id === undefined) throw invalid();
  return { time: Number(time), id };
}

/** A cursor of a list whose rows are numbered. */
export function encodeNumber(number: number): string {
  return Buffer.from(String(number)).toString("base64url");
}

/** Throws `AppError("invalid_cursor")`. */
export function decodeNumber(cursor: string): number {
  const text = Buffer.from(cursor, "base64url").toString();
  if (!/^\d{1,15}$/.test(text)) throw invalid();
  return Number(text);
}

/** A cursor of a list that has several orders. */
export function encodeJson(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** Throws `AppError("invalid_cursor")`. */
export function decodeJson<T>(cursor: string, schema: z.ZodType<T>): T {
  const read = schema.safeParse(jsonOf(Buffer.from(cursor, "base64url").toString()));
  if (!read.success) throw invalid();
  return read.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid();
  }
}

function invalid(): AppError {
  return new AppError("invalid_cursor", "This cursor was not made by this list.", {
    path: ["cursor"],
    hint: "Pass the `next` of the page before, or leave the cursor out to start again.",
  });
}
