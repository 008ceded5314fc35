import type { ImportProgress } from "../ingest/request.ts";
import { log, number } from "./terminal.ts";

const WIDTH = 24;
const LOG_EVERY_MS = 5_000;

/** Shows how far an import is. */
export function progressBar(label: string, bytes: number | undefined): { show(progress: ImportProgress): void; end(): void } {
  const line = statusLine();
  return { show: (progress) => line.show(describe(label, progress, bytes)), end: () => line.end() };
}

/** A line that is drawn anew on a terminal; elsewhere one now and then. */
export function statusLine(): { show(text: string): void; end(): void } {
  const stream = process.stderr;
  let last = Date.now();
  let drawn = false;
  return {
    show(text) {
      if (stream.isTTY) {
        stream.write(`\r\u001B[2K${text.slice(0, (stream.columns ?? 80) - 1)}`);
        drawn = true;
      } else if (Date.now() - last > LOG_EVERY_MS) {
        last = Date.now();
        log(text);
      }
    },
    end() {
      if (drawn) stream.write("\r\u001B[2K");
    },
  };
}

function describe(label: string, progress: ImportProgress, bytes: number | undefined): string {
  if (progress.phase !== "reading") return `${label}  ${progress.phase} ${number(progress.rows)} rows`;
  const left = progress.secondsLeft === undefined ? "" : `, ${progress.secondsLeft} s left`;
  return `${label}  ${bar(progress.bytes, bytes)}${number(progress.rows)} rows, ${number(progress.rate)} a second${left}`;
}

function bar(done: number, bytes: number | undefined): string {
  if (bytes === undefined || bytes === 0) return "";
  const share = Math.min(1, done / bytes);
  const full = Math.round(share * WIDTH);
  return `${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${Math.round(share * 100)
    .toString()
    .padStart(3)} %  `;
}
