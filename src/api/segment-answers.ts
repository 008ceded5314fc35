import { invariant, type Problem } from "../errors.ts";
import { check } from "../segment/check.ts";
import type { Referred } from "../segment/checked.ts";
import { describeShort } from "../segment/describe.ts";
import type { Segment } from "../store/segment-rows.ts";
import type { KnownExports } from "../store/segment-exports.ts";
import type { KnownSize } from "../store/segment-sizes.ts";
import type { AppContext } from "./context.ts";
import type { SegmentAnswer } from "./schemas.ts";

type Known = Pick<AppContext, "catalog" | "segments">;

/** A saved segment as a list answers it. */
export interface ListedSegmentAnswer extends SegmentAnswer, KnownSize {
  /** What must be mended before it can be counted, as far as a list tells. */
  readonly problems: readonly Problem[];
  readonly exports: KnownExports;
}

/** A saved segment as it is answered. */
export async function answer(context: Known, segment: Segment): Promise<SegmentAnswer> {
  const [only] = await answers(context, [segment]);
  invariant(only !== undefined, "a segment has its answer");
  return only;
}

/** Saved segments, each with its sentence in the words of today. */
export async function answers<S extends Segment>(context: Known, segments: readonly S[]): Promise<(S & SegmentAnswer)[]> {
  return withSentences(context, segments, await context.segments.referred(segments.map(({ where }) => where)));
}

const DAY_MS = 86_400_000;
const LINE_DAYS = 30;
const MOST_PROBLEMS = 5;
const NO_EXPORTS: KnownExports = { last: null, schedules: [] };

/** Saved segments with what is known of their sizes and exports, and what today's catalog has against them. */
export async function listedAnswers(
  context: Known & Pick<AppContext, "clock" | "timeZone">,
  segments: readonly Segment[],
): Promise<readonly ListedSegmentAnswer[]> {
  const now = context.clock();
  const referred = await context.segments.referred(segments.map(({ where }) => where));
  const sizes = await context.segments.sizes(segments.map(({ id }) => id), now - LINE_DAYS * DAY_MS);
  const exported = await context.segments.exports(segments.map(({ id }) => id));
  const workspaceZone = context.timeZone();
  const catalog = context.catalog();
  return withSentences(context, segments, referred).map((segment) => {
    const timeZone = segment.timeZone ?? workspaceZone;
    const { problems } = check(segment.where, { catalog, now, timeZone, workspaceZone, ...referred });
    const { size = null, line = [] } = sizes.get(segment.id) ?? {};
    return { ...segment, problems: problems.slice(0, MOST_PROBLEMS), size, line, exports: exported.get(segment.id) ?? NO_EXPORTS };
  });
}

function withSentences<S extends Segment>({ catalog }: Known, segments: readonly S[], referred: Referred): (S & SegmentAnswer)[] {
  return segments.map((segment) => ({ ...segment, short: describeShort(segment.where, catalog(), referred) }));
}
