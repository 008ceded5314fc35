import type { Duration, SequenceCondition, Step } from "../../src/segment/ast.ts";
import type { Dataset, Happening, Stored } from "./dataset.ts";
import { matchesFilter, readProperty } from "./event-filter.ts";
import { identity } from "./identity.ts";
import { DAY, HOUR, MINUTE, parseInstant } from "./instant.ts";
import { isOff } from "./off.ts";
import { knownItems } from "./value-test.ts";
import { type Clock, interval } from "./window.ts";

/** What one customer did up to now, and where it stands. */
export interface Story {
  readonly events: readonly Happening[];
  readonly dataset: Dataset;
  readonly clock: Clock;
}

/** A present step with the absent ones between it and the next. */
interface Stage {
  readonly present: Step;
  readonly absent: readonly Step[];
}

/** Whether there are events that match the present steps in order, none of the absent ones between; by trying all there are. */
export function sequenceHolds(condition: SequenceCondition, story: Story): boolean {
  const stages = stagesOf(condition.steps);
  const same = condition.same ?? [];
  const { from, to } = condition.window ? interval(condition.window, story.clock) : { from: -Infinity, to: Infinity };

  const continues = (at: number, last: Happening, shared: readonly Stored[]): boolean => {
    const stage = stages[at];
    if (!stage) throw new Error("a sequence without steps");
    const time = parseInstant(last.time);
    const next = stages[at + 1];
    if (!next) return stage.absent.every((step) => stayedAway(step, time, shared));
    const { within } = next.present;
    return matching(next.present).some((event) => {
      const then = parseInstant(event.time);
      if (then <= time || (within !== undefined && then > time + milliseconds(within))) return false;
      if (!shares(event, next.present, shared)) return false;
      if (stage.absent.some((step) => happened(step, shared, time + 1, then))) return false;
      return continues(at + 1, event, shared);
    });
  };

  const first = stages[0];
  if (!first) throw new Error("a sequence without a present step");
  return matching(first.present).some((event) => {
    const time = parseInstant(event.time);
    const shared = same.map((name) => sharedValue(name, event, first.present));
    return from <= time && time < to && !shared.includes(undefined) && continues(0, event, shared);
  });

  function stayedAway(step: Step, time: number, shared: readonly Stored[]): boolean {
    const { now } = story.clock;
    const end = step.within === undefined ? now : time + milliseconds(step.within);
    return end <= now && !happened(step, shared, time + 1, end + 1);
  }

  function happened(step: Step, shared: readonly Stored[], start: number, end: number): boolean {
    return matching(step).some((event) => {
      const time = parseInstant(event.time);
      return start <= time && time < end && shares(event, step, shared);
    });
  }

  function shares(event: Happening, step: Step, shared: readonly Stored[]): boolean {
    return same.every((name, index) => sharedValue(name, event, step) === shared[index]);
  }

  /** What a property holds, undefined when that is unknown. */
  function sharedValue(name: string, event: Happening, step: Step): Stored {
    const { stored, type } = readProperty(name, event, namesOf(step), story.dataset);
    const known = knownItems(stored);
    return known.length === 0 ? undefined : identity(known[0], type);
  }

  function matching(step: Step): Happening[] {
    const names = namesOf(step);
    return story.events.filter(
      (event) =>
        names.includes(event.event) &&
        (step.where === undefined || isOff(step.where) || matchesFilter(step.where, event, names, story.dataset, story.clock)),
    );
  }
}

function stagesOf(steps: readonly Step[]): Stage[] {
  const stages: { present: Step; absent: Step[] }[] = [];
  for (const step of steps) {
    if (step.absent === true) stages.at(-1)?.absent.push(step);
    else stages.push({ present: step, absent: [] });
  }
  return stages;
}

function namesOf({ event }: Step): readonly string[] {
  return typeof event === "string" ? [event] : event;
}

function milliseconds({ value, unit }: Duration): number {
  switch (unit) {
    case "minute":
      return value * MINUTE;
    case "hour":
      return value * HOUR;
    case "day":
      return value * DAY;
    case "week":
      return value * 7 * DAY;
  }
}
