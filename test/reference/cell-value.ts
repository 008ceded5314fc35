import type { DataType, ValueType } from "../../src/catalog/types.ts";
import type { Stored } from "./dataset.ts";
import { DAY, HOUR, MINUTE } from "./instant.ts";
import { readJson } from "./json.ts";
import { isDayText, parseDay, printDay } from "./local-day.ts";

/** A value of a file as JSON has it; undefined: the row does not have it. A cell of CSV is a text. */
export type Cell = unknown;

/** A cell that can't be read as its type. */
export const MISFIT = Symbol("misfit");

const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2300, 0, 1);

/** What a type makes of a cell: null when it is unknown. */
export function cellValue(cell: Cell, type: DataType): Stored | typeof MISFIT {
  const text = cellText(cell);
  if (type.kind === "value") return text === null ? null : textValue(text, type.of);
  if (text === null) return [];
  const list = asList(cell, type.kind === "records");
  if (list === undefined) return MISFIT;
  const itemOf = (item: unknown) => (type.kind === "list" ? cellValue(item, { kind: "value", of: type.of }) : record(item, type));
  const items = list.filter((item) => item !== null).map(itemOf);
  return items.includes(MISFIT) ? MISFIT : items;
}

/** The text of a cell, null when nothing is known. */
export function cellText(cell: Cell): string | null {
  if (cell === undefined || cell === null || cell === "") return null;
  return typeof cell === "string" ? cell : JSON.stringify(cell);
}

function record(item: unknown, { fields }: DataType & { kind: "records" }): Stored | typeof MISFIT {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return MISFIT;
  const given = new Map<string, unknown>(Object.entries(item));
  const values = fields.map(({ name, type }) => [name, cellValue(given.get(name), type)] as const);
  return values.some(([, value]) => value === MISFIT) ? MISFIT : Object.fromEntries(values);
}

function asList(cell: Cell, takesOne: boolean): readonly unknown[] | undefined {
  const parsed = typeof cell === "string" ? readJson(cell) : cell;
  if (Array.isArray(parsed)) return parsed;
  return takesOne && typeof parsed === "object" && parsed !== null ? [parsed] : undefined;
}

function textValue(text: string, of: ValueType): Stored | typeof MISFIT {
  switch (of) {
    case "text":
      return text;
    case "number":
      return numberOf(text);
    case "boolean":
      if (/^(true|yes|y|1)$/i.test(text)) return true;
      return /^(false|no|n|0)$/i.test(text) ? false : MISFIT;
    case "date":
      return isKeptDay(text) ? text : MISFIT;
    case "datetime":
      return instantOf(text);
  }
}

function numberOf(text: string): Stored | typeof MISFIT {
  if (/^[-+]?(nan|inf(inity)?)$/i.test(text)) return null;
  if (!/^[-+]?(\d+([.]\d*)?|[.]\d+)([eE][-+]?\d+)?$/.test(text)) return MISFIT;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

function isKeptDay(text: string): boolean {
  if (!isDayText(text) || text < "1900-01-01" || text > "2299-12-31") return false;
  const day = Date.parse(`${text}T00:00:00Z`) / DAY;
  return !Number.isNaN(day) && printDay(day) === text;
}

const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|z|([+-])(\d\d):(\d\d))?)?$/;

/** Without an offset UTC, without a time midnight; finer than milliseconds is cut off. As RFC 3339 in UTC. */
export function instantOf(text: string): string | typeof MISFIT {
  const [, day = "", hours = "0", minutes = "0", seconds = "0", fraction = "", sign, ...offsets] = INSTANT.exec(text) ?? [];
  if (!isKeptDay(day) || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return MISFIT;
  const offset = (Number(offsets[0] ?? 0) * HOUR + Number(offsets[1] ?? 0) * MINUTE) * (sign === "-" ? -1 : 1);
  const local = parseDay(day) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1000;
  const instant = local + Number(fraction.padEnd(3, "0").slice(0, 3)) - offset;
  return EARLIEST <= instant && instant < LATEST ? new Date(instant).toISOString() : MISFIT;
}
