import type { Askers, SegmentUses } from "../../api/segments.ts";
import { segmentExports } from "../../texts/segment-exports.ts";
import { uses as texts } from "../../texts/uses.ts";
import { scheduleWords } from "../exports/timing-words.ts";

export interface Named {
  readonly id: string;
  readonly name: string;
  /** The id of a saved segment, where it is one. */
  readonly segment?: string;
}

/** What asks for a segment or a destination, each by what it is: segments, smart cards, tiles, permissions, the suppression list. */
export function namedUses({ segments, smartCards, tiles, destinations, suppression }: Askers): readonly Named[] {
  return [
    ...segments.map(({ id, name }) => ({ id, name, segment: id })),
    ...smartCards.map(({ id, name }) => ({ id, name: texts.smartCard(name) })),
    ...tiles.map(({ title, owner }, at) => ({ id: `tile ${at}`, name: texts.tile(title, owner) })),
    ...destinations.map(({ id, name }) => ({ id, name: texts.permission(name) })),
    ...(suppression ? [{ id: "suppression", name: texts.suppression }] : []),
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
