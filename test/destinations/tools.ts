import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Batch, Delivery, DestinationType, FileSink, OutgoingFile, RowSink, Tools } from "../../src/destinations/destination-type.ts";
import { http, type Http } from "../../src/destinations/http.ts";
import type { Mail } from "../../src/destinations/mail.ts";
import { settingsSchema, type SettingValues } from "../../src/destinations/setting.ts";
import { smtpMail } from "../../src/destinations/smtp.ts";
import type { SentColumn } from "../../src/results/exports/sent-table.ts";

/** An empty folder, removed by `remove`. */
export async function emptyFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await realpath(await mkdtemp(join(tmpdir(), "coterie-destinations-")));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** What a destination may use, with a folder of its own. */
export function toolsIn(folder: string, mail: Mail = smtpMail(undefined), web: Http = http()): Tools {
  return {
    http: web,
    mail,
    downloads: join(folder, "downloads"),
    folders: [join(folder, "allowed")],
    link: (path) => `https://coterie.example${path}`,
    now: () => Date.now(),
  };
}

export const COLUMNS: readonly SentColumn[] = [
  { name: "customer", type: { kind: "value", of: "text" } },
  { name: "orders", type: { kind: "value", of: "number" } },
  { name: "consent", type: { kind: "value", of: "boolean" } },
  { name: "born", type: { kind: "value", of: "date" } },
  { name: "seen", type: { kind: "value", of: "datetime" } },
  { name: "tags", type: { kind: "list", of: "text" } },
];

const SEGMENT = { id: "s1", name: "VIP “gold”" };
export const DELIVERY: Delivery = { run: "r1", mode: "whole", columns: COLUMNS, resumed: false, segment: SEGMENT };

/** Bytes that differ from place to place, in chunks of uneven sizes. */
export function bytesOf(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += 1) bytes[at] = (at * 31 + (at >> 8)) & 0xff;
  return bytes;
}

/** A file of these bytes. `half`: is waited for when half of them went by. */
export function fileOf(name: string, bytes: Buffer, half: () => Promise<void> | void = () => {}): OutgoingFile {
  return {
    name,
    mediaType: "text/csv",
    rows: 3,
    async *bytes() {
      const middle = bytes.length >> 1;
      yield* chunks(bytes.subarray(0, middle));
      await half();
      yield* chunks(bytes.subarray(middle));
    },
  };
}

function* chunks(bytes: Buffer): Iterable<Uint8Array> {
  for (let at = 0, size = 1; at < bytes.length; at += size, size = size >= 300_000 ? 70_001 : size * 7) yield bytes.subarray(at, at + size);
}

/** A customer as it is sent: with a value of each type, or unknown ones. */
export function row(customer: string | null, orders: number | null = 1): Batch["rows"][number] {
  if (orders === null) return { key: customer ?? "", values: [customer, null, null, null, null, []] };
  return { key: customer ?? "", values: [customer, orders, orders > 1, "1990-02-28", "2026-01-31T23:59:59.5Z", ["a", "b,c"]] };
}

export function batch(id: string, rows: Batch["rows"], change: Batch["change"] = "added"): Batch {
  return { id, change, rows };
}

/** The type that takes files and that the documents show. */
export const PRINT_SHOP = fileURLToPath(new URL("../../examples/destinations/print-shop.js", import.meta.url));

/** A signal that nobody aborts. */
export const NEVER = new AbortController().signal;

/** Opens a destination that takes files. */
export async function openFiles<F>(
  { takes, settings }: DestinationType<F>,
  values: SettingValues,
  tools: Tools,
  delivery = DELIVERY,
): Promise<FileSink> {
  if (takes.kind !== "files") throw new Error("it takes rows");
  return takes.open(settingsSchema(settings).parse(values) as F, delivery, tools, NEVER);
}

/** Opens a destination that takes rows. */
export async function openRows<F>(
  { takes, settings }: DestinationType<F>,
  values: SettingValues,
  tools: Tools,
  delivery = DELIVERY,
): Promise<RowSink> {
  if (takes.kind !== "rows") throw new Error("it takes files");
  return takes.open(settingsSchema(settings).parse(values) as F, delivery, tools, NEVER);
}

/** Tests a connection. */
export async function tryConnection<F>(
  { test, settings }: DestinationType<F>,
  values: SettingValues,
  tools: Tools,
  columns: readonly string[] = [],
): Promise<void> {
  return test(settingsSchema(settings).parse(values) as F, tools, NEVER, columns);
}
