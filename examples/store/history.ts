import { type Calendar, createCalendar, type Device, drawDay, drawTime, HOUR, MINUTE } from "./calendar.ts";
import { type Campaign, correspond, makeCampaigns } from "./campaigns.ts";
import type { StoreEvent } from "./event.ts";
import { makePerson, type Person } from "./person.ts";
import { createRandom, type Random } from "./random.ts";
import { makeVisit, type Visit } from "./visit.ts";

/** What decides the example, byte by byte. */
export interface StoreOptions {
  readonly seed: number;
  /** The last of its 731 days, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** How many people there are, known customers and visitors; 50,000 unless given. Each brings about 30 events. */
  readonly customers?: number | undefined;
  /** RFC 3339 with an offset: nothing happens at or after it. Left out: the end of the last day, UTC. */
  readonly until?: string | undefined;
}

/** One person, and all they did in order of time. */
export interface History {
  readonly person: Person;
  readonly events: readonly StoreEvent[];
}

const OF_VISITS = 3;
const OTHER_DEVICE: Readonly<Record<Device, Device>> = { desktop: "mobile", mobile: "desktop", tablet: "mobile" };
const CHANNELS = ["direct", "organic_search", "social", "paid_search"] as const;

/**
 * Lives through the shop's two years, person by person.
 *
 * @throws RangeError when `lastDay` is no day or `until` no instant
 */
export function* histories({ seed, lastDay, customers = 50_000, until }: StoreOptions): Generator<History> {
  const calendar = createCalendar(lastDay, until);
  const campaigns = makeCampaigns(calendar);
  for (let index = 0; index < customers; index++) {
    const person = makePerson(seed, calendar, index);
    if (person.createdAt < calendar.until) yield { person, events: live(seed, calendar, campaigns, person) };
  }
}

function live(seed: number, calendar: Calendar, campaigns: readonly Campaign[], person: Person): readonly StoreEvent[] {
  const random = createRandom(seed, person.index, OF_VISITS);
  const mail = correspond(seed, calendar, campaigns, person);
  const visits = [
    ...ownVisits(random, calendar, person),
    ...mail.visits.map((time): Visit => ({ time, device: person.device, channel: "email", signsUp: false })),
  ];
  const events = [
    ...mail.events,
    ...visits.flatMap((visit, place) => makeVisit(random, person, visit, `O${person.index}-${place + 1}`)),
  ];
  return events.filter((event) => event.time < calendar.until).sort((a, b) => a.time - b.time);
}

function ownVisits(random: Random, calendar: Calendar, person: Person): readonly Visit[] {
  const visits: Visit[] = [];
  const arrived = person.createdAt >= calendar.start;
  for (let i = 0; i < person.visits; i++) {
    const first = i === 0 && arrived;
    const device = random.chance(0.82) ? person.device : OTHER_DEVICE[person.device];
    const day = drawDay(random, calendar, person.firstDay, person.lastDay);
    const drawn = drawTime(random, calendar, day, device, person.country.offset);
    visits.push({
      time: first ? person.createdAt - MINUTE : drawn < person.createdAt ? person.createdAt + random.between(1, 8) * HOUR : drawn,
      device: first ? person.device : device,
      channel: first && person.source !== "store" ? person.source : random.pick(CHANNELS),
      signsUp: first && person.known,
    });
  }
  return visits;
}
