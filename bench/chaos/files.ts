import { BATCH, NOW, ORDER, PING } from "./pool.ts";
import { randomOf } from "./random.ts";

/** A file that is imported: what it holds depends on its number alone, so that it can be sent again. */
export interface ImportFile {
  readonly kind: "events" | "customers";
  readonly number: number;
  readonly rows: number;
  /** NDJSON. `attempt` names the customer that tells which attempt was taken in. */
  text(attempt: number): string;
  /** Keys of the customers in it, but for that one. */
  readonly keys: readonly string[];
}

const DAY = 86_400_000;

/** Messages of a file of events begin with it. */
export function messagePrefix(number: number): string {
  return `chaos-${number}-`;
}

/** The customer that tells that an attempt to import a file of customers was taken in. */
export function markerKey(number: number, attempt: number): string {
  return `chaos-batch-${number}-${attempt}`;
}

/** Reads what `markerKey` made. */
export function readMarker(key: string): { number: number; attempt: number } | undefined {
  const [, number, attempt] = /^chaos-batch-(\d+)-(\d+)$/.exec(key) ?? [];
  return number === undefined ? undefined : { number: Number(number), attempt: Number(attempt) };
}

/** Orders and pings of customers that there are, and of a few that there were not. */
export function eventsFile(seed: number, number: number, customers: number): ImportFile {
  const random = randomOf(seed * 31 + number);
  const rows = 500 + Math.floor(random() * 9_500);
  const lines = Array.from({ length: rows }, (_, at) => {
    const isNew = random() < 0.01;
    const customer = isNew ? `chaos-visitor-${number}-${at}` : baseKey(random, customers);
    const event = random() < 0.5 ? ORDER : PING;
    const time = new Date(NOW - Math.floor(random() * random() * 400 * DAY)).toISOString();
    const total = Math.round(random() * 40_000) / 100;
    return { customer, line: JSON.stringify({ customer_id: customer, event, time, message_id: `${messagePrefix(number)}${at}`, total }) };
  });
  const text = lines.map(({ line }) => `${line}\n`).join("");
  return { kind: "events", number, rows, keys: lines.map(({ customer }) => customer), text: () => text };
}

/** Customers that there are and some that there were not, with the number of the file. */
export function customersFile(seed: number, number: number, customers: number): ImportFile {
  const random = randomOf(seed * 37 + number);
  const old = Array.from({ length: 200 + Math.floor(random() * 2_000) }, () => baseKey(random, customers));
  const keys = [...new Set([...old, ...Array.from({ length: 50 }, (_, at) => `chaos-new-${number}-${at}`)])];
  const line = (key: string): string => `${JSON.stringify({ customer_id: key, [BATCH]: number })}\n`;
  const text = keys.map(line).join("");
  return { kind: "customers", number, rows: keys.length + 1, keys, text: (attempt) => text + line(markerKey(number, attempt)) };
}

function baseKey(random: () => number, customers: number): string {
  return `c${String(1 + Math.floor(random() * customers)).padStart(9, "0")}`;
}
