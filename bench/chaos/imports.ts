import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { App } from "../app.ts";
import { ALONE, inWords, MOST_WAIT_MS, type Outcome, refusal } from "./client.ts";
import type { ImportFile } from "./files.ts";
import { randomOf } from "./random.ts";
import type { Run } from "./traffic.ts";

/** A file that was sent at least once. */
export interface Sent {
  readonly file: ImportFile;
  /** Undefined: no report of it came. */
  readonly acknowledged: Acknowledged | undefined;
}

interface Acknowledged {
  readonly attempt: number;
  /** In milliseconds of `performance.now()`. */
  readonly at: number;
}

type Sending = Pick<Run, "app" | "ledger" | "goesOn">;

const reportSchema = z.object({
  report: z.object({ read: z.number(), accepted: z.number(), rejected: z.number(), duplicates: z.number() }),
});

/**
 * Sends one file after the other. What was not acknowledged is sent again until it is; of each ten files two are given up while they
 * are sent, and never sent again.
 */
export async function importFiles(run: Run, salt: number, make: (number: number) => ImportFile, sent: Sent[]): Promise<void> {
  const random = randomOf(run.seed + salt);
  for (let number = sent.length + 1; run.goesOn(); number += 1) {
    const file = make(number);
    const cancel = number % 5 === 3 ? AbortSignal.timeout(1 + Math.floor(random() * 900)) : undefined;
    await importFile(run, file, sent, cancel);
    await sleep(500 + Math.floor(random() * 2_000));
  }
}

/** Sends a file until it is acknowledged, or once when it may be given up. */
export async function importFile(run: Sending, file: ImportFile, sent: Sent[], cancel?: AbortSignal): Promise<void> {
  const { app, ledger, goesOn } = run;
  const place = sent.length;
  for (let attempt = 1; attempt === 1 || (cancel === undefined && goesOn()); attempt += 1) {
    const startedAt = performance.now();
    const outcome = await send(app, file, attempt, cancel);
    const body = ledger.note(`import ${file.kind}`, startedAt, outcome);
    sent[place] = { file, acknowledged: body === undefined ? undefined : { attempt, at: performance.now() } };
    if (body !== undefined) return;
    // As the error said: in a moment.
    await sleep(1_000);
  }
}

async function send(app: App, file: ImportFile, attempt: number, cancel: AbortSignal | undefined): Promise<Outcome> {
  const patience = AbortSignal.timeout(MOST_WAIT_MS);
  try {
    const response = await app.request(`/imports/${file.kind}?format=ndjson`, {
      method: "POST",
      headers: { ...ALONE, "content-type": "application/octet-stream" },
      body: file.text(attempt),
      signal: cancel === undefined ? patience : AbortSignal.any([patience, cancel]),
    });
    const lines = (await response.text()).trimEnd().split("\n").map((line): unknown => JSON.parse(line));
    const last = lines.at(-1);
    const parsed = reportSchema.safeParse(last);
    if (!parsed.success) return response.ok ? refusal(last) : refusal(last, response);
    const { read, accepted, rejected, duplicates } = parsed.data.report;
    const whole = read === file.rows && rejected === 0 && (accepted === file.rows || (duplicates === file.rows && attempt > 1));
    if (whole) return { kind: "answered", body: last };
    return { kind: "failed", why: `file ${file.number} of ${file.rows} rows: ${JSON.stringify(last)}` };
  } catch (error) {
    if (cancel?.aborted) return { kind: "cancelled" };
    return { kind: "failed", why: patience.aborted ? `no answer in ${MOST_WAIT_MS / 1000} s` : inWords(error) };
  }
}
