import { invariant } from "../errors.ts";
import { segmentsFor } from "../results/saved-segments.ts";
import { describeShort } from "../segment/describe.ts";
import type { Segment } from "../store/segment-rows.ts";
import type { AppContext } from "./context.ts";
import type { SegmentAnswer } from "./schemas.ts";

type Known = Pick<AppContext, "catalog" | "segments">;

/** A saved segment as it is answered. */
export async function answer(context: Known, segment: Segment): Promise<SegmentAnswer> {
  const [only] = await answers(context, [segment]);
  invariant(only !== undefined, "a segment has its answer");
  return only;
}

/** Saved segments, each with its sentence in the words of today. */
export async function answers<S extends Segment>(context: Known, segments: readonly S[]): Promise<(S & SegmentAnswer)[]> {
  const saved = await segmentsFor(segments.map(({ where }) => where), () => context.segments.definitions());
  const catalog = context.catalog();
  return segments.map((segment) => ({ ...segment, short: describeShort(segment.where, catalog, { segments: saved }) }));
}
