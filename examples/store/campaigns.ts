import { type Calendar, DAY, HOUR, isoDay, MINUTE } from "./calendar.ts";
import type { StoreEvent } from "./event.ts";
import type { Person } from "./person.ts";
import { createRandom } from "./random.ts";

export interface Campaign {
  readonly name: string;
  readonly kind: "newsletter" | "promotion";
  readonly day: number;
}

/** What e-mail did to one person: the events, and when it brought them to the shop. */
export interface Correspondence {
  readonly events: readonly StoreEvent[];
  readonly visits: readonly number[];
}

const OF_CAMPAIGNS = 2;

const PROMOTIONS = new Map([
  ["01-01", "New Year Sale"],
  ["06-06", "6.6 Mid-Year Sale"],
  ["09-09", "9.9 Super Sale"],
  ["11-11", "11.11 Singles' Day"],
  ["11-25", "Black Friday"],
  ["12-12", "12.12 Birthday Sale"],
]);
const LINKS = ["/new", "/sale", "/story", "/account"] as const;

/** A newsletter every second Tuesday, and a promotion before each sale. */
export function makeCampaigns(calendar: Calendar): readonly Campaign[] {
  const campaigns: Campaign[] = [];
  let tuesdays = 0;
  for (let day = 0; day < calendar.length; day++) {
    const time = calendar.start + day * DAY;
    const date = isoDay(time);
    const promotion = PROMOTIONS.get(date.slice(5));
    if (promotion !== undefined) campaigns.push({ name: `${promotion} ${date.slice(0, 4)}`, kind: "promotion", day });
    if (new Date(time).getUTCDay() === 2 && tuesdays++ % 2 === 0) campaigns.push({ name: `Newsletter ${date}`, kind: "newsletter", day });
  }
  return campaigns;
}

export function correspond(seed: number, calendar: Calendar, campaigns: readonly Campaign[], person: Person): Correspondence {
  const events: StoreEvent[] = [];
  const visits: number[] = [];
  if (!person.getsEmail) return { events, visits };
  const random = createRandom(seed, person.index, OF_CAMPAIGNS);
  const lastDay = person.unsubscribesOn ?? calendar.length;
  let sent: StoreEvent | undefined;
  for (const campaign of campaigns) {
    const morning = calendar.start + campaign.day * DAY + 9 * HOUR - person.country.offset * MINUTE;
    if (morning < person.createdAt || campaign.day > lastDay || !random.chance(0.24)) continue;
    const properties = { campaign: campaign.name, campaign_type: campaign.kind };
    let time = morning + Math.floor(random.next() * HOUR);
    sent = { event: "Email Sent", time, properties };
    events.push(sent);
    time += 2_000 + Math.floor(random.next() * MINUTE);
    if (random.chance(0.015)) {
      events.push({ event: "Email Bounced", time, properties: { ...properties, bounce_type: random.chance(0.3) ? "hard" : "soft" } });
      continue;
    }
    events.push({ event: "Email Delivered", time, properties });
    if (!random.chance(person.opening)) continue;
    time += 3 * MINUTE + Math.floor(-5 * HOUR * Math.log(1 - random.next()));
    events.push({ event: "Email Opened", time, properties });
    if (!random.chance(0.2)) continue;
    time += 5_000 + Math.floor(random.next() * 2 * MINUTE);
    events.push({ event: "Email Clicked", time, properties: { ...properties, link: random.pick(LINKS) } });
    if (random.chance(0.7)) visits.push(time + 3_000);
  }
  if (person.unsubscribesOn !== undefined && sent !== undefined) {
    events.push({ event: "Email Unsubscribed", time: sent.time + 8 * HOUR, properties: sent.properties });
  }
  return { events, visits };
}
