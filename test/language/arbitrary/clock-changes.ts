/** Every change of the clocks of 2025 and 2026 in seven zones: those of some go back over midnight, some never change. */
export const CLOCK_CHANGES: Readonly<Record<string, readonly string[]>> = {
  "Asia/Singapore": [],
  "America/New_York": ["2025-03-09T07:00Z", "2025-11-02T06:00Z", "2026-03-08T07:00Z", "2026-11-01T06:00Z"],
  "Europe/Prague": ["2025-03-30T01:00Z", "2025-10-26T01:00Z", "2026-03-29T01:00Z", "2026-10-25T01:00Z"],
  "Asia/Kathmandu": [],
  "Pacific/Apia": [],
  "Africa/Cairo": ["2025-04-24T22:00Z", "2025-10-30T21:00Z", "2026-04-23T22:00Z", "2026-10-29T21:00Z"],
  "America/Havana": ["2025-03-09T05:00Z", "2025-11-02T05:00Z", "2026-03-08T05:00Z", "2026-11-01T05:00Z"],
};

/** In epoch milliseconds, with the instants a millisecond before and after. */
export const besideClockChanges: readonly number[] = Object.values(CLOCK_CHANGES)
  .flat()
  .flatMap((change) => [-1, 0, 1].map((by) => Date.parse(change) + by));
