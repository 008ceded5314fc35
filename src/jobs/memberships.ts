import { Semaphore } from "../engine/semaphore.ts";
import { AppError, type Path } from "../errors.ts";
import type { Workbench } from "../results/audience.ts";
import type { PageRequest } from "../results/customers-page.ts";
import { keepMembers } from "../results/keep-members.ts";
import { countMemberships, membershipsOf } from "../results/membership-table.ts";
import { removeMemberships } from "../results/remove-kept.ts";
import { countMoved, type Moved, type MovedCustomers, movedCustomers, type Side } from "../results/moved.ts";
import type { Cause, DoneRefresh, KeptRefresh, Refresh, RefreshStore } from "../store/refreshes.ts";
import type { Segment } from "../store/segment-rows.ts";
import type { SegmentStore } from "../store/segments.ts";
import { problemOf } from "./problem-of.ts";

/** Why a refresh is made. */
export interface Origin {
  readonly cause: Cause;
  /** The id of the user who asked for it; null: nobody, it was due. */
  readonly user: string | null;
}

/** Two refreshes of a segment, by their ids. */
export interface Between {
  readonly from: string;
  readonly to: string;
}

/** Who came and went between two refreshes. */
export interface Changes extends Moved {
  readonly from: DoneRefresh;
  readonly to: DoneRefresh;
  /** Whether the definition or the zone is another one in `to`. */
  readonly redefined: boolean;
}

/** Who is in the saved segments over time. Where an id is unknown or deleted: `AppError("not_found")`. */
export interface Memberships {
  /**
   * Finds out who is in now and keeps it. One at a time: others wait. A failure is kept in the history with its reason, then
   * thrown; that the caller went away is none. Throws `AppError("invalid_definition")` with all problems.
   */
  refresh(segment: string, origin: Origin, signal?: AbortSignal): Promise<DoneRefresh>;
  /** The newest first. Throws `AppError("invalid_cursor")`. */
  history(
    segment: string,
    page: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
  ): Promise<{ readonly refreshes: readonly Refresh[]; readonly next: string | null }>;
  changes(segment: string, between: Between, signal?: AbortSignal): Promise<Changes>;
  /** A page of those who entered or left. Throws `AppError("unknown_attribute")` and `AppError("invalid_cursor")` too. */
  customers(segment: string, between: Between, page: PageRequest & { readonly side: Side }, signal?: AbortSignal): Promise<MovedCustomers>;
  /** Forgets refreshes before an instant (epoch milliseconds), but never the newest of a segment. */
  forgetBefore(instant: number): Promise<void>;
  /**
   * Deletes a segment for good, with its history and who was in it. Throws `AppError("not_found")` unless it is in the trash, and
   * `AppError("in_use")` while a segment refers to it.
   */
  erase(segment: string): Promise<void>;
  /** Removes what refreshes that did not end have left. None may be at work. */
  removeLeftovers(): Promise<void>;
}

export interface MembershipOptions {
  readonly bench: Workbench;
  readonly segments: Pick<SegmentStore, "get" | "assertErasable" | "erase">;
  readonly refreshes: RefreshStore;
  readonly newId: () => string;
}

export function memberships({ bench, segments, refreshes, newId }: MembershipOptions): Memberships {
  const turn = new Semaphore(1);
  const { engine } = bench.storage;

  return {
    refresh: (id, origin, signal) =>
      turn.run(async () => {
        const startedAt = performance.now();
        const segment = await segments.get(id);
        try {
          return await keep(segment, origin, signal);
        } catch (error) {
          if (!signal?.aborted) {
            const elapsedMs = performance.now() - startedAt;
            const failed = { id: newId(), segment: id, revision: segment.revision, ...origin, at: bench.clock.now(), elapsedMs };
            await refreshes.recordFailure({ ...failed, problem: problemOf(error) });
          }
          throw error;
        }
      }, signal),

    async history(id, page) {
      await segments.get(id);
      return refreshes.list(id, page);
    },

    async changes(id, between, signal) {
      const [from, to] = await both(id, between);
      const moved = await countMoved(bench, { segment: id, from: from.membership, to: to.membership }, signal);
      return { from: from.refresh, to: to.refresh, redefined: isRedefined(from.refresh, to.refresh), ...moved };
    },

    async customers(id, between, page, signal) {
      const [from, to] = await both(id, between);
      return movedCustomers(bench, { segment: id, from: from.membership, to: to.membership }, page, signal);
    },

    async forgetBefore(instant) {
      // What the store does not name any more nobody can ask for: only then it goes.
      await removeMemberships(engine, await refreshes.forgetBefore(instant));
    },

    erase: (segment) =>
      turn.run(async () => {
        await segments.assertErasable(segment);
        // The segment goes last: of one that the store still knows, the leftovers of an interruption are found at the next start.
        await removeMemberships(engine, await refreshes.forgetAll(segment));
        await segments.erase(segment);
      }),

    async removeLeftovers() {
      const known = await refreshes.countMemberships();
      for (const [segment, count] of await countMemberships(engine)) {
        // A segment that this store does not know is another store's, opened by mistake perhaps.
        if (!known.has(segment) || known.get(segment) === count) continue;
        const named = await refreshes.membershipsOf(segment);
        await removeMemberships(engine, (await membershipsOf(engine, segment)).filter((id) => !named.has(id)));
      }
    },
  };

  async function keep({ id: segment, revision, where, timeZone }: Segment, { cause, user }: Origin, signal: AbortSignal | undefined) {
    const before = await refreshes.newest(segment);
    const question = { where, ownTimeZone: timeZone ?? undefined };
    const { receipt, membership, entered, left } = await keepMembers(bench, { segment, question, before: before?.membership, newId }, signal);
    return refreshes.recordDone({
      ...{ id: newId(), segment, revision, cause, user, receipt, membership, entered, left },
      comparedWith: entered === null ? null : (before?.refresh.id ?? null),
      redefined: before === undefined ? null : isRedefined(before.refresh, { receipt }),
    });
  }

  async function both(segment: string, { from, to }: Between): Promise<readonly [KeptRefresh, KeptRefresh]> {
    await segments.get(segment);
    return Promise.all([named(refreshes.get(segment, from), ["from"]), named(refreshes.get(segment, to), ["to"])]);
  }
}

function isRedefined({ receipt: before }: Pick<DoneRefresh, "receipt">, { receipt: after }: Pick<DoneRefresh, "receipt">): boolean {
  return before.definitionHash !== after.definitionHash || before.timeZone !== after.timeZone;
}

/** Says which of two was not found. */
async function named<T>(found: Promise<T>, path: Path): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof AppError) throw new AppError(error.code, error.message, { path, hint: error.hint, cause: error });
    throw error;
  }
}
