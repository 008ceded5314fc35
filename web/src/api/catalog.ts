import { queryOptions } from "@tanstack/react-query";
import { parseTypeName } from "../../../src/catalog/type-name.ts";
import type { Catalog } from "../../../src/catalog/types.ts";
import { request } from "./client.ts";

interface AttributesAnswer {
  readonly customers: number;
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
}

interface ListsAnswer {
  readonly lists: readonly { readonly id: string; readonly name: string; readonly size: number }[];
}

interface EventsAnswer {
  readonly events: readonly {
    readonly name: string;
    readonly count: number;
    readonly oldest: string;
    readonly newest: string;
    readonly properties: readonly { readonly name: string; readonly type: string }[];
  }[];
}

/** What a definition may name, in the form that `check` and `describe` read. */
export const catalogQuery = queryOptions({
  queryKey: ["catalog"],
  queryFn: async ({ signal }): Promise<Catalog> => {
    const [{ customers, attributes }, { events }, { lists }] = await Promise.all([
      request<AttributesAnswer>("/attributes", { signal }),
      request<EventsAnswer>("/events", { signal }),
      request<ListsAnswer>("/lists", { signal }),
    ]);
    return toCatalog(customers, attributes, events, lists);
  },
  staleTime: 60_000,
});

interface ExamplesAnswer {
  readonly attributes: readonly { readonly name: string; readonly known: number; readonly examples: readonly string[] }[];
}

/** For how many customers each attribute is known, and what stands in it. */
export const attributeExamplesQuery = queryOptions({
  queryKey: ["attribute-examples"],
  queryFn: ({ signal }) => request<ExamplesAnswer>("/attributes/examples", { signal }),
  staleTime: 300_000,
});

/** Columns and versions are the server's own matter: the page neither knows nor needs them. */
function toCatalog(
  customers: number,
  attributes: AttributesAnswer["attributes"],
  events: EventsAnswer["events"],
  lists: ListsAnswer["lists"],
): Catalog {
  return {
    version: 0,
    customersVersion: 0,
    customers,
    lists: lists.map((list) => ({ ...list, version: 0 })),
    attributes: attributes.map(({ name, type }) => ({ name, type: parseTypeName(type), column: "", version: 0 })),
    events: events.map(({ name, count, oldest, newest, properties }) => ({
      name,
      count,
      oldest: Date.parse(oldest),
      newest: Date.parse(newest),
      version: 0,
      properties: properties.map((property) => ({
        name: property.name,
        type: parseTypeName(property.type),
        column: "",
      })),
    })),
  };
}
