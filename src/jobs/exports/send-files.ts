import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Refused } from "../../destinations/delivery-error.ts";
import type { OutgoingFile, TakesFiles } from "../../destinations/destination-type.ts";
import type { SettingValues } from "../../destinations/setting.ts";
import { CSV, type FileFormat, MEDIA_TYPES, SHEET_ROWS } from "../../results/exports/file-format.ts";
import { fileOf } from "../../results/exports/read-sent.ts";
import { type Change, CHANGES, type Part, totalOf } from "../../results/exports/part.ts";
import { partsOf } from "../../results/exports/sent-table.ts";
import type { Shape } from "../../results/exports/shape.ts";
import type { SentFile } from "../../store/run-parts.ts";
import { fileName, isGzipped, isReplaced } from "./file-name.ts";
import { after, connection, deliveryOf, type Sending } from "./sending.ts";

/** Sends what was written down as files, from the first that was not taken yet. */
export async function sendFiles({ takes, ...sending }: Sending & { readonly takes: TakesFiles<SettingValues> }): Promise<void> {
  const { shop, run, settings, signal } = sending;
  const format = takes.format ?? run.frozen.shape.format ?? CSV;
  const sink = connection(() => takes.open(settings, deliveryOf(sending), shop.tools, signal), signal);
  try {
    for (const change of CHANGES) {
      const parts = await partsOfFiles(sending, change, mostRows(takes, run.frozen.shape, format));
      if (parts.length > 1 && isReplaced(run.frozen.shape, takes)) throw severalInPlace(parts.length);
      for (const [at, part] of parts.entries()) {
        const before = sending.progress();
        if (isTaken(part, before.files, before.taken[change])) continue;
        const meter = metered(fileName(run, change, parts.length === 1 ? undefined : at + 1, format), part, format, sending);
        const place = await sink.with((open) => open.put(meter.file, signal));
        const file: SentFile = { name: meter.file.name, change, rows: part.rows, place, ...meter.measured() };
        const progress = sending.progress();
        await sending.keep({ ...after(progress, change, part.to, { sent: part.rows }), files: [...progress.files, file] });
      }
    }
  } finally {
    await sink.close();
  }
}

/** Where a list has fewer files than the one before, the last of those would stay. */
function severalInPlace(files: number): Refused {
  const words = `These would be ${files} files, and those of an earlier run could stay behind.`;
  return new Refused(words, { hint: "Put {run} into the file name of the destination, or choose a format that takes more rows." });
}

/** A whole list of nobody is a file without rows: that nobody is left must reach the destination. */
async function partsOfFiles({ shop, run, written, signal }: Sending, change: Change, most: number): Promise<readonly Part[]> {
  const parts = await partsOf(shop.bench.storage.engine, written.table, change, most, signal);
  if (parts.length > MOST_FILES) {
    throw new Refused(`These would be ${parts.length.toLocaleString("en")} files; a run sends ${MOST_FILES.toLocaleString("en")} at most.`, { hint: "Let more rows be in a file." });
  }
  const isNobody = run.frozen.shape.mode === "whole" && change === "added" && parts.length === 0;
  return isNobody ? [{ change, after: 0, to: 0, rows: 0 }] : parts;
}

function isTaken({ to, rows, change }: Part, files: readonly SentFile[], taken: number): boolean {
  return rows === 0 ? files.some((file) => file.change === change) : to <= taken;
}

function mostRows({ mostRows: ofType }: TakesFiles<SettingValues>, { rowsPerFile }: Shape, format: FileFormat): number {
  const limits = [ofType, rowsPerFile ?? undefined, format.kind === "xlsx" ? SHEET_ROWS - 1 : undefined];
  return Math.min(...limits.filter((limit) => limit !== undefined), 2 ** 32);
}

/** Of each change: what is known of them is kept with the run. */
const MOST_FILES = 1_000;

interface Metered {
  readonly file: OutgoingFile;
  /** Of the bytes that were read last. */
  readonly measured: () => { readonly bytes: number; readonly sha256: string };
}

function metered(name: string, part: Part, format: FileFormat, { shop, run, written, progress, readSoFar, signal }: Sending): Metered {
  const already = totalOf(progress().sent);
  let hash = createHash("sha256");
  let bytes = 0;
  const read = async function* (): AsyncIterable<Uint8Array> {
    hash = createHash("sha256");
    bytes = 0;
    let rows = already;
    const plain = fileOf(shop.bench.storage.engine, written, part, format, (more) => readSoFar((rows += more)), signal);
    for await (const chunk of isGzipped(run.frozen.shape, format) ? gzipped(plain) : plain) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  return { file: { name, mediaType: MEDIA_TYPES[format.kind], rows: part.rows, bytes: read }, measured: () => ({ bytes, sha256: hash.digest("hex") }) };
}

/** The same bytes of the same: Node's gzip writes no time. */
function gzipped(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gzip = createGzip();
  // A failure reaches who reads: the stream is destroyed with it.
  pipeline(Readable.from(bytes, { objectMode: false }), gzip).catch(() => undefined);
  return gzip;
}
