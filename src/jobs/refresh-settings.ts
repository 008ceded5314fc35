import { z } from "zod";
import type { Settings } from "../store/settings.ts";
import { HOURS, type Schedule } from "./schedule.ts";

/** When all segments are refreshed, and how long their history is kept. */
export interface RefreshPlan {
  readonly schedule: Schedule;
  /** Days; the newest refresh of a segment is kept always. */
  readonly keptDays: number;
}

/** A plan with the instant from which it holds: nothing is due by it before. Epoch milliseconds. */
export interface ChosenPlan extends RefreshPlan {
  readonly from: number;
}

export interface RefreshSettings {
  read(): Promise<ChosenPlan>;
  /** Resolves with the plan as it was stored. */
  write(plan: RefreshPlan): Promise<ChosenPlan>;
}

export const MOST_KEPT_DAYS = 3_650;

/** In the night, so that the first to look in the morning see who came and went since yesterday. */
const DEFAULT: ChosenPlan = { schedule: { kind: "daily", at: "04:00" }, keptDays: 400, from: 0 };

const stored: z.ZodType<ChosenPlan> = z.object({
  schedule: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("off") }),
    z.object({ kind: z.literal("hours"), every: z.literal(HOURS) }),
    z.object({ kind: z.literal("daily"), at: z.string() }),
  ]),
  keptDays: z.number(),
  from: z.number(),
});

export function refreshSettings(settings: Settings, clock: () => number): RefreshSettings {
  return {
    async read() {
      const text = await settings.read("refreshes");
      return text === undefined ? DEFAULT : stored.parse(JSON.parse(text));
    },
    async write({ schedule, keptDays }) {
      const plan = { schedule, keptDays, from: clock() };
      await settings.write("refreshes", JSON.stringify(plan));
      return plan;
    },
  };
}
