import { queryOptions } from "@tanstack/react-query";
import type { Catalog } from "../../../src/catalog/types.ts";
import { request } from "./client.ts";
import { parseDataType } from "./data-type.ts";

interface AttributesAnswer {
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
}

interface EventsAnswer {
  readonly events: readonly {
    readonly name: string;
    readonly count: number;
    readonly oldest: string | number;
    readonly newest: string | number;
    readonly properties: readonly { readonly name: string; readonly type: string }[];
  }[];
}

/** What a definition may name, in the form that `check` and `describe` read. */
export const catalogQuery = queryOptions({
  queryKey: ["catalog"],
  queryFn: async ({ signal }): Promise<Catalog> => {
    const [{ attributes }, { events }] = await Promise.all([
      request<AttributesAnswer>("/attributes", { signal }),
      request<EventsAnswer>("/events", { signal }),
    ]);
    return toCatalog(attributes, events);
  },
  staleTime: 60_000,
});

/** Columns and versions are the server's own matter: the page neither knows nor needs them. */
function toCatalog(attributes: AttributesAnswer["attributes"], events: EventsAnswer["events"]): Catalog {
  return {
    version: 0,
    customersVersion: 0,
    customers: 0,
    attributes: attributes.map(({ name, type }) => ({ name, type: parseDataType(type), column: "", version: 0 })),
    events: events.map(({ name, count, oldest, newest, properties }) => ({
      name,
      count,
      oldest: new Date(oldest).getTime(),
      newest: new Date(newest).getTime(),
      version: 0,
      properties: properties.map((property) => ({
        name: property.name,
        type: parseDataType(property.type),
        column: "",
      })),
    })),
  };
}
