import type { Segment, SegmentUses } from "../../../api/segments.ts";
import { scheduleWords } from "../../../components/exports/timing-words.ts";
import { builder } from "../../../texts/builder.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";

type Named = Pick<Segment, "id" | "name">;

/** What is drawn or counted by way of a segment, each by what it is: other segments, smart cards, tiles of the insights. */
export function namedUses({ segments, smartCards, tiles }: SegmentUses): readonly Named[] {
  return [
    ...segments,
    ...smartCards.map(({ id, name }) => ({ id, name: builder.delete.smartCard(name) })),
    ...tiles.map(({ title, owner }, at) => ({ id: `tile ${at}`, name: builder.delete.tile(title, owner) })),
  ];
}

/** The scheduled exports of segments, and of what uses them. */
export function namedSchedules(schedules: SegmentUses["schedules"], timeZone: string): readonly Named[] {
  const { own, other } = segmentExports.uses;
  return schedules.map((one) => {
    const words = scheduleWords(one, timeZone);
    return { id: one.id, name: one.own ? own(one.destination, words) : other(one.of, one.destination, words) };
  });
}
