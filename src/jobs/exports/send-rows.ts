import { Refused, Rejected } from "../../destinations/delivery-error.ts";
import type { RejectedRow, TakesRows } from "../../destinations/destination-type.ts";
import type { SettingValues } from "../../destinations/setting.ts";
import { keepRejected, rejectPart } from "../../results/exports/rejected.ts";
import { rowsIn, type SentRow } from "../../results/exports/read-sent.ts";
import { CHANGES, type Part, totalOf } from "../../results/exports/part.ts";
import { partsOf } from "../../results/exports/sent-table.ts";
import type { Progress } from "../../store/run-parts.ts";
import { after, connection, deliveryOf, type Sending } from "./sending.ts";

/** Sends what was written down as batches of rows, from the first that was not taken yet. */
export async function sendRows({ takes, ...sending }: Sending & { readonly takes: TakesRows<SettingValues> }): Promise<void> {
  const { shop, run, written, settings, signal, progress } = sending;
  const { engine } = shop.bench.storage;
  const sink = connection(() => takes.open(settings, deliveryOf(sending), shop.tools, signal), signal);
  try {
    for (const change of CHANGES) {
      if (written.rows[change] === 0) continue;
      for (const [at, part] of (await partsOf(engine, written.table, change, takes.rows(settings), signal)).entries()) {
        if (part.to <= progress().taken[change]) continue;
        const rows = await rowsIn(engine, written, part, signal);
        const batch = { id: `${run.id}-${change}-${at + 1}`, change, rows };
        const next = await taken(sending, part, rows, () => sink.with((open) => open.send(batch, signal)));
        await sending.keep({ ...next, read: progress().read + rows.length });
      }
    }
    requireSome(progress());
    await sink.with((open) => open.finish(signal));
  } finally {
    await sink.close();
  }
}

/** A destination that rejects everything is not set up for what is sent: what it has is not replaced by nothing. */
function requireSome({ sent, rejected, rejections: [first] }: Progress): void {
  if (rejected === 0 || totalOf(sent) > 0) return;
  throw new Refused(`The destination rejected every row: ${first?.reason ?? ""}`, { hint: "Mend the columns or the destination, and make a new export; with the same columns, retry the run." });
}

/** Sends a batch and keeps what of it was not taken. */
async function taken({ shop, written, progress }: Sending, part: Part, rows: readonly SentRow[], send: () => Promise<readonly RejectedRow[]>): Promise<Progress> {
  const { engine } = shop.bench.storage;
  try {
    const rejected = await send();
    const named = rejected.flatMap(({ at, reason }) => {
      const row = rows[at];
      return row === undefined ? [] : [{ key: row.key, reason }];
    });
    if (named.length > 0) await keepRejected(engine, written.table, part, named);
    return after(progress(), part.change, part.to, { sent: rows.length - named.length, rejections: named.map(({ reason }) => ({ reason, rows: 1 })) });
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    await rejectPart(engine, written.table, part, error.message);
    return after(progress(), part.change, part.to, { sent: 0, rejections: [{ reason: error.message, rows: rows.length }] });
  }
}
