import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ask } from "./client.ts";
import { definitionOf, type Draft, timelessDraft } from "./draft.ts";
import type { Oracle } from "./oracle.ts";
import { randomOf } from "./random.ts";
import { type Run, wrong, wrongReceipt } from "./traffic.ts";

const refreshSchema = z.object({
  id: z.string(),
  receipt: z.object({ count: z.number(), base: z.number(), dataVersion: z.number() }),
  comparedWith: z.string().nullable(),
  entered: z.number().nullable(),
  left: z.number().nullable(),
});
type Refresh = z.infer<typeof refreshSchema>;
const historySchema = z.object({ refreshes: z.array(z.object({ id: z.string() })) });

const ROUNDS = 5;
const PAUSE_MS = 1_500;

/** Saves one segment after the other and has each refreshed several times; a refresh that was answered must be in the history afterwards. */
export async function refreshSegments(run: Run): Promise<void> {
  const random = randomOf(run.seed + 1_005);
  for (let number = 1; run.goesOn(); number += 1) {
    const draft = timelessDraft(random);
    const saved = run.ledger.note("save", performance.now(), await ask(run.app, "/segments", { name: `chaos ${number}`, where: definitionOf(draft) }));
    if (saved !== undefined) await refreshOne(run, z.object({ id: z.string() }).parse(saved).id, draft);
    await sleep(PAUSE_MS);
  }
}

async function refreshOne(run: Run, id: string, draft: Draft): Promise<void> {
  const done = new Map<string, Refresh>();
  for (let round = 1; round <= ROUNDS && run.goesOn(); round += 1) {
    const askedAt = performance.now();
    const body = run.ledger.note("refresh", askedAt, await ask(run.app, `/segments/${id}/refresh`, {}));
    if (body !== undefined) {
      const refresh = refreshSchema.parse(body);
      const latest = [...done.values()].at(-1);
      const before = refresh.comparedWith === null ? undefined : done.get(refresh.comparedWith);
      // It may be compared with one whose answer never came, but with none that is older than one whose answer did.
      if (latest !== undefined && (refresh.comparedWith === null || (before !== undefined && before !== latest))) {
        run.ledger.violate(`the refresh ${refresh.id} is compared with ${refresh.comparedWith}, and not with ${latest.id}`);
      }
      done.set(refresh.id, refresh);
      const judge = (oracle: Oracle) => wrongReceipt(oracle, draft, refresh.receipt) ?? wrongMoves(oracle, draft, refresh, before);
      run.ledger.claim({ what: "refresh", askedAt, version: refresh.receipt.dataVersion, judge });
    }
    await sleep(PAUSE_MS);
  }
  const told = run.ledger.note("history", performance.now(), await ask(run.app, `/segments/${id}/refreshes`));
  if (told === undefined) return;
  const kept = new Set(historySchema.parse(told).refreshes.map((each) => each.id));
  for (const each of done.keys()) if (!kept.has(each)) run.ledger.violate(`the refresh ${each} of ${id} was answered and is not in the history`);
}

/** Nothing can be said when the answer of the refresh before was never read. */
function wrongMoves(oracle: Oracle, draft: Draft, refresh: Refresh, before: Refresh | undefined): string | undefined {
  if (before === undefined) return undefined;
  const then = new Set(oracle.members(draft, before.receipt.dataVersion));
  const now = oracle.members(draft, refresh.receipt.dataVersion);
  const stayed = now.filter((key) => then.has(key)).length;
  return wrong("entered", refresh.entered ?? -1, now.length - stayed) ?? wrong("left", refresh.left ?? -1, then.size - stayed);
}
