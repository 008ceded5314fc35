import { histories, type StoreOptions } from "./history.ts";
import { ndjson } from "./ndjson.ts";
import { createRandom } from "./random.ts";

const OF_REPEATS = 4;

/**
 * The shop's events as NDJSON: `event`, `customer_id`, `time` (RFC 3339, UTC), `message_id`, and its properties beside them.
 * Person by person, in order of time for each. About one in a thousand comes twice with the same `message_id`, as from a browser that tried again.
 *
 * @throws RangeError when `lastDay` is no day or `until` no instant
 */
export function generateEvents(options: StoreOptions): Iterable<Uint8Array> {
  return ndjson(rows(options));
}

function* rows(options: StoreOptions): Generator<unknown> {
  for (const { person, events } of histories(options)) {
    const random = createRandom(options.seed, person.index, OF_REPEATS);
    for (const [place, { event, time, properties }] of events.entries()) {
      const row = {
        event,
        customer_id: person.key,
        time: new Date(time).toISOString(),
        message_id: `${person.key}-${place + 1}`,
        ...properties,
      };
      yield row;
      if (random.chance(0.001)) yield row;
    }
  }
}
