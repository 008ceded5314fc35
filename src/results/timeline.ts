import { z } from "zod";
import { Temporal } from "temporal-polyfill";
import type { Catalog, EventType } from "../catalog/types.ts";
import { instant } from "../compiler/print-test.ts";
import { bind, type Fragment, render, sql } from "../compiler/sql.ts";
import { AppError } from "../errors.ts";
import { startOfDay } from "../segment/day.ts";
import type { Workbench } from "./audience.ts";
import { customerId } from "./customer-id.ts";
import { READ_DIRECTLY } from "./only-customer.ts";
import { type Ask, latestOf, monthsOf, ofCustomer, type ProfileEvent } from "./profile.ts";

/** Which of a customer's events. */
export interface EventChoice {
  /** Names; left out: all. */
  readonly events?: readonly string[] | undefined;
  /** Epoch milliseconds: at `from` or later, before `to`. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface TimelineRequest extends EventChoice {
  /** At least 1. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

export interface Timeline {
  /** Newest first. */
  readonly events: readonly ProfileEvent[];
  /** The cursor of the next page; null: this was the last. */
  readonly next: string | null;
}

/** How many events there were in each day, month or year; what is left out has none. */
export interface Activity {
  readonly unit: ActivityUnit;
  readonly total: number;
  /** Oldest first, with the instants at which each begins and ends, RFC 3339 UTC. */
  readonly bars: readonly { readonly at: string; readonly from: string; readonly to: string; readonly count: number }[];
}

export type ActivityUnit = "day" | "month" | "year";

/**
 * A page of one customer's events; undefined when there is no customer of this key.
 *
 * @throws AppError `unknown_event`, `invalid_cursor`
 */
export async function timeline(
  bench: Workbench,
  key: string,
  request: TimelineRequest,
  signal?: AbortSignal,
): Promise<Timeline | undefined> {
  const { limit, cursor } = request;
  const after = cursor === undefined ? undefined : parseCursor(cursor);
  // Instants are whole milliseconds: those at the cursor's own are looked at again, but for the ones that were shown.
  const to = after === undefined ? request.to : Math.min(after.at + 1, request.to ?? Infinity);
  return ofOne(bench, key, { ...request, to }, signal, async (which, types, ask) => {
    const offset = after?.shown ?? 0;
    const found = await latestOf(await monthsOf(which, ask), which, types, { limit: limit + 1, offset }, ask);
    const events = found.slice(0, limit);
    const last = events.at(-1);
    if (found.length <= limit || last === undefined) return { events, next: null };
    const at = Date.parse(last.time);
    const shown = events.filter(({ time }) => time === last.time).length + (after?.at === at ? offset : 0);
    return { events, next: `${at.toString(36)}.${shown.toString(36)}` };
  });
}

const DAY = 86_400_000;
const MOST_DAYS = 62;
const MOST_MONTHS = 72;

/**
 * When one customer did how much: in days, or in months or years when it is long; undefined when there is no customer of this key.
 *
 * @param timeZone of the days, an IANA name
 * @throws AppError `unknown_event`
 */
export function activity(
  bench: Workbench,
  key: string,
  choice: EventChoice,
  timeZone: string,
  signal?: AbortSignal,
): Promise<Activity | undefined> {
  return ofOne(bench, key, choice, signal, async (which, _, ask) => {
    const [edges] = await ask(sql`SELECT min(time) AS first, max(time) AS last, count() AS total FROM events WHERE ${which}`);
    const { first, last, total } = edgesRow.parse(edges);
    const unit = unitOf(Date.parse(last) - Date.parse(first));
    if (total === 0) return { unit, total, bars: [] };
    const found = await ask(sql`SELECT ${numberOf(unit, bind("String", timeZone))} AS number, count() AS count FROM events WHERE ${which}
      GROUP BY number ORDER BY number`);
    return { unit, total, bars: found.map((row) => barRow.parse(row)).map(({ number, count }) => ({ ...bounds(unit, number, timeZone), count })) };
  });
}

const edgesRow = z.object({ first: z.string(), last: z.string(), total: z.number() });
const barRow = z.object({ number: z.number(), count: z.number() });

function unitOf(length: number): ActivityUnit {
  if (length <= MOST_DAYS * DAY) return "day";
  return length <= MOST_MONTHS * 30 * DAY ? "month" : "year";
}

/** 20261124, 202611 or 2026: what begins a day in a zone is of too few years in the engine (26.7). */
function numberOf(unit: ActivityUnit, zone: Fragment): Fragment {
  switch (unit) {
    case "day":
      return sql`toYYYYMMDD(time, ${zone})`;
    case "month":
      return sql`toYYYYMM(time, ${zone})`;
    case "year":
      return sql`toYear(time, ${zone})`;
  }
}

const ONE = { day: { days: 1 }, month: { months: 1 }, year: { years: 1 } } as const;

/** `20261124` → the day, when it begins and when the next one does. */
function bounds(unit: ActivityUnit, number: number, timeZone: string): { at: string; from: string; to: string } {
  const text = String(number);
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)];
  const first = Temporal.PlainDate.from(`${year}-${month || "01"}-${day || "01"}`);
  const next = first.add(ONE[unit]);
  const at = [year, month, day].filter((part) => part !== "").join("-");
  return { at, from: iso(startOfDay(first, timeZone)), to: iso(startOfDay(next, timeZone)) };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

type OfOne<T> = (which: Fragment, types: ReadonlyMap<string, EventType>, ask: Ask) => Promise<T>;

function ofOne<T>(bench: Workbench, key: string, choice: EventChoice, signal: AbortSignal | undefined, use: OfOne<T>): Promise<T | undefined> {
  return bench.storage.read(async (catalog) => {
    const types = chosenTypes(catalog, choice.events);
    const id = await customerId(bench.storage.engine, key, signal);
    if (id === undefined) return undefined;
    const holder = bench.storage.layout.holderOf(id);
    const from = choice.from === undefined ? sql`` : sql` AND time >= ${instant(choice.from)}`;
    const to = choice.to === undefined ? sql`` : sql` AND time < ${instant(choice.to)}`;
    const which = sql`${ofCustomer([...types.keys()], bind("UInt32", id))}${from}${to}`;
    return use(which, types, (statement) => holder.rows(render(statement), { signal, settings: READ_DIRECTLY }));
  });
}

function chosenTypes(catalog: Catalog, names: readonly string[] | undefined): ReadonlyMap<string, EventType> {
  const types = new Map<string, EventType>(catalog.events.map((type) => [type.name, type]));
  for (const name of names ?? []) {
    if (types.has(name)) continue;
    throw new AppError("unknown_event", `There is no event ${JSON.stringify(name)}.`, { path: ["events"], hint: "GET /events lists them." });
  }
  return new Map([...types].filter(([name]) => names?.includes(name) ?? true));
}

function parseCursor(cursor: string): { readonly at: number; readonly shown: number } {
  const [at = Number.NaN, shown = Number.NaN] = cursor.split(".").map((part) => Number.parseInt(part, 36));
  if (Number.isSafeInteger(at) && Number.isSafeInteger(shown) && shown > 0 && `${at.toString(36)}.${shown.toString(36)}` === cursor) {
    return { at, shown };
  }
  throw new AppError("invalid_cursor", `"${cursor}" is not a cursor of this list.`, { path: ["cursor"], hint: "Use `next` of the page before." });
}
