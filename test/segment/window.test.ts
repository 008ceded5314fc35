import { describe, expect, test } from "vitest";
import type { Window } from "../../src/segment/ast.ts";
import { anniversariesIn, isBounded, NO_DAYS, resolveDays, resolveWindow } from "../../src/segment/window.ts";

const clock = (now: string, timeZone = "UTC") => ({ now: Date.parse(now), timeZone });

function span(window: Window, now: string, timeZone?: string): readonly (string | undefined)[] {
  const { from, to } = resolveWindow(window, clock(now, timeZone));
  return [from, to].map((at) => (at === undefined ? undefined : new Date(at).toISOString()));
}

describe("a window", () => {
  test("of last hours is exact and includes now itself", () => {
    expect(span({ last: 6, unit: "hour" }, "2025-03-31T12:00:00Z")).toEqual(["2025-03-31T06:00:00.000Z", "2025-03-31T12:00:00.001Z"]);
  });

  test("of last days begins with the local day n days before today", () => {
    expect(span({ last: 30, unit: "day" }, "2025-03-31T12:00:00Z", "America/New_York")).toEqual(["2025-03-01T05:00:00.000Z", "2025-03-31T12:00:00.001Z"]);
  });

  test("of last weeks counts seven days a week", () => {
    expect(span({ last: 1, unit: "week" }, "2025-03-31T12:00:00Z")[0]).toBe("2025-03-24T00:00:00.000Z");
  });

  test("of one month before 31 March begins on the last day of February", () => {
    expect(span({ last: 1, unit: "month" }, "2025-03-31T12:00:00Z")[0]).toBe("2025-02-28T00:00:00.000Z");
    expect(span({ last: 1, unit: "month" }, "2024-03-31T12:00:00Z")[0]).toBe("2024-02-29T00:00:00.000Z");
    expect(span({ last: 1, unit: "quarter" }, "2025-05-31T12:00:00Z")[0]).toBe("2025-02-28T00:00:00.000Z");
    expect(span({ last: 1, unit: "year" }, "2024-02-29T12:00:00Z")[0]).toBe("2023-02-28T00:00:00.000Z");
  });

  test("of next hours begins after now and includes its end", () => {
    expect(span({ next: 2, unit: "hour" }, "2025-03-31T12:00:00Z")).toEqual(["2025-03-31T12:00:00.001Z", "2025-03-31T14:00:00.001Z"]);
  });

  test("of next days ends with the local day n days after today", () => {
    expect(span({ next: 1, unit: "day" }, "2025-03-31T12:00:00Z")).toEqual(["2025-03-31T12:00:00.001Z", "2025-04-02T00:00:00.000Z"]);
  });

  test("of a calendar period holds the whole period; weeks start on Monday", () => {
    const sunday = "2025-03-30T23:59:59Z";
    expect(span({ this: "week" }, sunday)).toEqual(["2025-03-24T00:00:00.000Z", "2025-03-31T00:00:00.000Z"]);
    expect(span({ this: "day" }, sunday)).toEqual(["2025-03-30T00:00:00.000Z", "2025-03-31T00:00:00.000Z"]);
    expect(span({ previous: "month" }, sunday)).toEqual(["2025-02-01T00:00:00.000Z", "2025-03-01T00:00:00.000Z"]);
    expect(span({ following: "quarter" }, sunday)).toEqual(["2025-04-01T00:00:00.000Z", "2025-07-01T00:00:00.000Z"]);
    expect(span({ previous: "year" }, sunday)).toEqual(["2024-01-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z"]);
  });

  test("of days ago ends with the whole local day `to` days ago", () => {
    expect(span({ ago: { from: 60, to: 30, unit: "day" } }, "2025-03-31T12:00:00Z")).toEqual(["2025-01-30T00:00:00.000Z", "2025-03-02T00:00:00.000Z"]);
    expect(span({ ago: { to: 30, unit: "day" } }, "2025-03-31T12:00:00Z")).toEqual([undefined, "2025-03-02T00:00:00.000Z"]);
    expect(span({ ago: { from: 1, to: 1, unit: "month" } }, "2025-03-31T12:00:00Z")).toEqual(["2025-02-28T00:00:00.000Z", "2025-03-01T00:00:00.000Z"]);
  });

  test("of hours ago is exact at both ends", () => {
    expect(span({ ago: { from: 3, to: 1, unit: "hour" } }, "2025-03-31T12:00:00Z")).toEqual(["2025-03-31T09:00:00.000Z", "2025-03-31T11:00:00.001Z"]);
    expect(span({ ago: { to: 0, unit: "minute" } }, "2025-03-31T12:00:00Z")).toEqual([undefined, "2025-03-31T12:00:00.001Z"]);
  });

  test("ahead is in exactly so many days, between two, or any time after", () => {
    const now = "2025-03-31T12:00:00Z";
    expect(span({ ahead: { from: 7, to: 7, unit: "day" } }, now)).toEqual(["2025-04-07T00:00:00.000Z", "2025-04-08T00:00:00.000Z"]);
    expect(span({ ahead: { from: 1, unit: "month" } }, now)).toEqual(["2025-04-30T00:00:00.000Z", undefined]);
    expect(span({ ahead: { from: 1, to: 2, unit: "hour" } }, now)).toEqual(["2025-03-31T13:00:00.000Z", "2025-03-31T14:00:00.001Z"]);
  });

  test("from and to take days whole and instants as they are, floored to milliseconds", () => {
    const now = "2025-03-31T12:00:00Z";
    expect(span({ from: "2025-01-01", to: "2025-01-31" }, now)).toEqual(["2025-01-01T00:00:00.000Z", "2025-02-01T00:00:00.000Z"]);
    expect(span({ from: "2025-01-01T01:00:00+02:00", to: "2025-01-01T00:00:00.0009Z" }, now)).toEqual(["2024-12-31T23:00:00.000Z", "2025-01-01T00:00:00.000Z"]);
    expect(span({ to: "1969-12-31T23:59:59.9999Z" }, now)).toEqual([undefined, "1969-12-31T23:59:59.999Z"]);
  });

  test("of any length resolves: beyond 1900 and 2299 an end is open or holds nothing", () => {
    const now = "2025-03-31T12:00:00Z";
    expect(span({ last: Number.MAX_SAFE_INTEGER, unit: "year" }, now)[0]).toBeUndefined();
    expect(span({ next: Number.MAX_SAFE_INTEGER, unit: "minute" }, now)[1]).toBeUndefined();
    expect(resolveWindow({ ago: { to: 900, unit: "year" } }, clock(now)).to).toBe(Date.UTC(1900, 0, 1));
    for (const timeZone of ["Asia/Kathmandu", "America/New_York"]) {
      expect(resolveDays({ ago: { to: 900, unit: "year" } }, clock(now, timeZone))).toEqual(NO_DAYS);
      expect(resolveDays({ ahead: { from: 900, unit: "year" } }, clock(now, timeZone))).toEqual(NO_DAYS);
    }
  });
});

describe("a local day", () => {
  const day = (date: string, timeZone: string) => span({ from: date, to: date }, "2025-06-01T00:00:00Z", timeZone);

  test("begins at 01:00 where clocks skip midnight (Havana)", () => {
    expect(day("2024-03-10", "America/Havana")).toEqual(["2024-03-10T05:00:00.000Z", "2024-03-11T04:00:00.000Z"]);
  });

  test("begins at the first of two midnights (Havana in autumn: 25 hours)", () => {
    expect(day("2024-11-03", "America/Havana")).toEqual(["2024-11-03T04:00:00.000Z", "2024-11-04T05:00:00.000Z"]);
  });

  test("begins at 01:00 on the last Friday of April in Cairo", () => {
    expect(day("2024-04-26", "Africa/Cairo")).toEqual(["2024-04-25T22:00:00.000Z", "2024-04-26T21:00:00.000Z"]);
  });

  test("that Apia skipped holds nothing", () => {
    expect(day("2011-12-30", "Pacific/Apia")).toEqual(["2011-12-30T10:00:00.000Z", "2011-12-30T10:00:00.000Z"]);
    expect(resolveDays({ from: "2011-12-30", to: "2011-12-30" }, clock("2025-01-01T00:00:00Z", "Pacific/Apia"))).toEqual(NO_DAYS);
    expect(resolveDays({ this: "day" }, clock("2011-12-30T10:00:00Z", "Pacific/Apia"))).toEqual({ from: "2011-12-31", to: "2011-12-31" });
  });

  test("is 5:45 ahead in Kathmandu", () => {
    expect(day("2025-01-01", "Asia/Kathmandu")).toEqual(["2024-12-31T18:15:00.000Z", "2025-01-01T18:15:00.000Z"]);
  });

  test("holds the minutes after clocks went back over its midnight (St John's, 1:01 before 2011)", () => {
    const again = "2010-11-07T02:31:00Z";
    expect(day("2010-11-07", "America/St_Johns")[0]).toBe("2010-11-07T02:30:00.000Z");
    expect(resolveDays({ this: "day" }, clock(again, "America/St_Johns"))).toEqual({ from: "2010-11-07", to: "2010-11-07" });
  });

  test("begins where clocks jumped over its midnight (Toronto 1919)", () => {
    expect(day("1919-03-31", "America/Toronto")[0]).toBe("1919-03-31T04:30:00.000Z");
  });
});

describe("the days of a window", () => {
  const days = (window: Window, now: string, timeZone?: string) => resolveDays(window, clock(now, timeZone));

  test("are all that it touches", () => {
    expect(days({ last: 2, unit: "hour" }, "2025-03-31T01:00:00Z")).toEqual({ from: "2025-03-30", to: "2025-03-31" });
    expect(days({ from: "2025-01-01T23:59:59Z", to: "2025-01-03T00:00:00Z" }, "2025-06-01T00:00:00Z")).toEqual({ from: "2025-01-01", to: "2025-01-02" });
    expect(days({ to: "2025-01-03" }, "2025-06-01T00:00:00Z")).toEqual({ to: "2025-01-03" });
  });

  test("of `next` count today too", () => {
    expect(days({ next: 7, unit: "day" }, "2025-03-31T23:59:59.999Z")).toEqual({ from: "2025-03-31", to: "2025-04-07" });
  });

  test("of an empty window are none", () => {
    expect(days({ from: "2025-01-01T10:00:00Z", to: "2025-01-01T10:00:00Z" }, "2025-06-01T00:00:00Z")).toEqual(NO_DAYS);
  });

  test("follow the zone, not UTC", () => {
    expect(days({ this: "day" }, "2025-03-31T20:00:00Z", "Asia/Kathmandu")).toEqual({ from: "2025-04-01", to: "2025-04-01" });
  });
});

describe("anniversaries", () => {
  const of = (window: Window, now: string) => anniversariesIn(window, clock(now));

  test("of 29 February fall on the 28th in years without one", () => {
    expect(of({ this: "day" }, "2025-02-28T12:00:00Z")).toEqual(["02-28", "02-29"]);
    expect(of({ this: "day" }, "2024-02-28T12:00:00Z")).toEqual(["02-28"]);
    expect(of({ this: "day" }, "2024-02-29T12:00:00Z")).toEqual(["02-29"]);
  });

  test("go over the end of the year", () => {
    expect(of({ next: 2, unit: "day" }, "2025-12-30T12:00:00Z")).toEqual(["01-01", "12-30", "12-31"]);
  });

  test("of a year or more are all days, of an empty window none", () => {
    expect(of({ this: "year" }, "2025-12-30T12:00:00Z")).toHaveLength(366);
    expect(of({ last: 5000, unit: "year" }, "2025-12-30T12:00:00Z")).toHaveLength(366);
    expect(of({ from: "2025-01-01T10:00:00Z", to: "2025-01-01T10:00:00Z" }, "2025-06-01T00:00:00Z")).toEqual([]);
  });
});

test("a window is bounded when both of its ends are said", () => {
  expect([{ last: 1, unit: "day" }, { this: "week" }, { ago: { from: 2, to: 1, unit: "day" } }, { from: "2025-01-01", to: "2025-01-02" }] satisfies Window[]).toSatisfy((all: Window[]) => all.every(isBounded));
  expect([{ ago: { to: 1, unit: "day" } }, { ahead: { from: 1, unit: "day" } }, { from: "2025-01-01" }, { to: "2025-01-01" }] satisfies Window[]).toSatisfy((all: Window[]) => !all.some(isBounded));
});
