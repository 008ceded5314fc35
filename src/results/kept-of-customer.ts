import type { KeptSets } from "../compiler/plan.ts";
import type { Circumstances, KeptSet } from "../segment/checked.ts";
import type { OnlyCustomer } from "./only-customer.ts";

/**
 * What a definition is judged with for one customer: of what is kept those sets alone that hold the customer. Where an export runs each hour,
 * these are few of thousands.
 */
export async function keptOfCustomer(circumstances: Circumstances, only: OnlyCustomer): Promise<Circumstances> {
  const { segments = new Map(), destinations = new Map() } = circumstances;
  if (destinations.size === 0 && [...segments.values()].every(({ refreshes }) => refreshes === undefined)) return circumstances;
  const holding = async (of: KeptSets["of"], owner: string, all: readonly KeptSet[]): Promise<readonly KeptSet[]> => {
    if (all.length === 0) return all;
    const ids = new Set(await only.kept({ of, owner, sets: all.map(({ id }) => id) }));
    return all.filter(({ id }) => ids.has(id));
  };
  const [ofSegments, ofDestinations] = await Promise.all([
    each(segments, async (segment) => {
      const { id, refreshes } = segment;
      if (refreshes === undefined) return segment;
      const [entered, left] = await Promise.all([holding("entered", id, refreshes.entered), holding("left", id, refreshes.left)]);
      return { ...segment, refreshes: { ...refreshes, entered, left } };
    }),
    each(destinations, async (destination) => ({ ...destination, sendings: await holding("sendings", destination.id, destination.sendings) })),
  ]);
  return { ...circumstances, segments: ofSegments, destinations: ofDestinations };
}

async function each<V>(all: ReadonlyMap<string, V>, made: (value: V) => Promise<V>): Promise<ReadonlyMap<string, V>> {
  return new Map(await Promise.all([...all].map(async ([id, value]): Promise<[string, V]> => [id, await made(value)])));
}
