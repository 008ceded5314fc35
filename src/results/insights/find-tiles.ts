import type { Attribute, Catalog, EventType } from "../../catalog/types.ts";
import { AppError, assertNever, type Path } from "../../errors.ts";
import { didYouMean } from "../../segment/closest.ts";
import { isScalar, propertyNames, propertyOf } from "../../segment/fields.ts";
import type { Period, Tile } from "./tile.ts";

/** A tile with what it names, as the catalog has it. */
export type FoundTile =
  | { readonly kind: "attribute"; readonly attribute: Attribute }
  | { readonly kind: "event"; readonly event: EventType; readonly by: Period }
  | { readonly kind: "property"; readonly event: EventType; readonly property: string }
  | { readonly kind: "condition" };

/** Finds what a tile names. @throws AppError `unknown_attribute`, `unknown_event`, `unknown_property` */
export function findTile(tile: Tile, catalog: Catalog, at: Path): FoundTile {
  switch (tile.kind) {
    case "attribute": {
      const attribute = catalog.attributes.find(({ name }) => name === tile.attribute);
      const names = (): readonly string[] => catalog.attributes.map(({ name }) => name);
      return { kind: "attribute", attribute: attribute ?? unknown("attribute", tile.attribute, names(), at) };
    }
    case "event":
      return { kind: "event", event: findEvent(tile.event, catalog, at), by: tile.by };
    case "property": {
      const event = findEvent(tile.event, catalog, at);
      const source = propertyOf(event, tile.property);
      if (source === undefined || !isScalar(source.type)) unknown("property", tile.property, propertyNames([event]), at);
      return { kind: "property", event, property: tile.property };
    }
    case "condition":
      return { kind: "condition" };
    default:
      return assertNever(tile);
  }
}

function findEvent(name: string, catalog: Catalog, at: Path): EventType {
  return catalog.events.find((event) => event.name === name) ?? unknown("event", name, catalog.events.map((event) => event.name), at);
}

function unknown(what: "attribute" | "event" | "property", name: string, names: readonly string[], at: Path): never {
  const article = what === "property" ? "a" : "an";
  throw new AppError(`unknown_${what}`, `There is no ${what} ${JSON.stringify(name)} that can be shown.`, {
    path: [...at, what],
    hint: didYouMean(name, names) ?? `Name ${article} ${what} that there is.`,
  });
}
