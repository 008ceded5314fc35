import type { Segment, SegmentUses } from "../../../api/segments.ts";
import { builder } from "../../../texts/builder.ts";

type Named = Pick<Segment, "id" | "name">;

/** What is drawn or counted by way of a segment, each by what it is: other segments, smart cards, tiles of the insights. */
export function namedUses({ segments, smartCards, tiles }: SegmentUses): readonly Named[] {
  return [
    ...segments,
    ...smartCards.map(({ id, name }) => ({ id, name: builder.delete.smartCard(name) })),
    ...tiles.map(({ title, owner }, at) => ({ id: `tile ${at}`, name: builder.delete.tile(title, owner) })),
  ];
}
