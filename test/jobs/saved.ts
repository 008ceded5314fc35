import { type Memberships, memberships } from "../../src/jobs/memberships.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { shortId } from "../../src/store/ids.ts";
import { type RefreshStore, refreshStore } from "../../src/store/refreshes.ts";
import { type SegmentStore, segmentStore } from "../../src/store/segments.ts";
import { administrator } from "../../src/store/administrator.ts";
import { type TemporaryStore, temporaryStore } from "../store/temporary-store.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";

export const CUSTOMERS = 60;

/** A real engine with customers of the ages 0 to 59, a real store, and what both are for. */
export interface Saved {
  readonly bench: TestBench;
  readonly temporary: TemporaryStore;
  readonly segments: SegmentStore;
  readonly refreshes: RefreshStore;
  readonly memberships: Memberships;
  /** The id of the administrator. */
  readonly user: string;
  /** Saves a segment; its id. */
  save(where: Condition, timeZone?: string): Promise<string>;
  /** Saves it again. */
  change(id: string, where: Condition): Promise<void>;
  close(): Promise<void>;
}

export async function openSaved(clock: () => number): Promise<Saved> {
  const [opened, temporary] = await Promise.all([openTestBench(), temporaryStore()]);
  const { db } = temporary.store;
  const segments = segmentStore(db, { clock, newId: shortId });
  const bench: TestBench = { ...opened, clock: { now: clock, timeZone: () => "Europe/Berlin" }, referred: (where) => segments.referred([where]) };
  await bench.importText("customers", "csv", agesFrom(0));
  const refreshes = refreshStore(db);
  const author = (await administrator(db, { id: shortId(), now: new Date(clock()) })).id;
  const draft = (where: Condition, timeZone: string | null) => ({ name: "Saved", where, timeZone, sentence: "Saved.", author });
  return {
    bench,
    temporary,
    segments,
    refreshes,
    memberships: memberships({ bench, segments, refreshes, newId: shortId }),
    user: author,
    save: async (where, timeZone) => (await segments.create(draft(where, timeZone ?? null))).id,
    async change(id, where) {
      const { revision, timeZone } = await segments.get(id);
      await segments.update(id, revision, draft(where, timeZone));
    },
    async close() {
      await Promise.all([opened.close(), temporary.dispose()]);
    },
  };
}

/** A file that makes customer `c0` so old, `c1` a year older, and so on. */
export function agesFrom(first: number): string {
  return ["customer_id,age", ...Array.from({ length: CUSTOMERS }, (_, at) => `c${at},${first + at}`)].join("\n");
}

export function atLeast(age: number): Condition {
  return { kind: "attribute", attribute: "age", op: "at_least", value: age };
}
