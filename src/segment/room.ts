/** How much of a definition a sentence tells; of what is left out it says how much that is. */
export interface Room {
  /** Values of a set, names of events, steps of a sequence. */
  readonly values: number;
  /** Conditions in one group. */
  readonly parts: number;
  /** Levels of groups and filters. */
  readonly depth: number;
  /** Characters of a text or a name. */
  readonly letters: number;
}

/** Everything is told. */
export const FULL: Room = {
  values: Number.POSITIVE_INFINITY,
  parts: Number.POSITIVE_INFINITY,
  depth: Number.POSITIVE_INFINITY,
  letters: Number.POSITIVE_INFINITY,
};

/** From much to little: the first in which a short sentence is short enough is taken. */
export const SHORT: readonly Room[] = [
  { values: 8, parts: 12, depth: 4, letters: 60 },
  { values: 3, parts: 6, depth: 2, letters: 40 },
  { values: 2, parts: 3, depth: 1, letters: 30 },
  { values: 1, parts: 2, depth: 0, letters: 20 },
];

/** The room inside a group or a filter. */
export function inner(room: Room): Room {
  return { ...room, depth: room.depth - 1 };
}
