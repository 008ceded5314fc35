import type { Attribute, Catalog, EventType, Property, ValueType } from "../catalog/types.ts";
import { plainName, type Role, roles } from "./roles.ts";

/** Names of attributes, events or properties by the ids of roles, as an administrator chose them; none: nothing plays the role. */
export type RoleMapping = Readonly<Record<string, readonly string[]>>;

/** A role with what plays it. */
export interface PlayedRole {
  readonly role: Role;
  /** None: nothing plays it. */
  readonly names: readonly string[];
  /** Chosen by an administrator, not guessed. */
  readonly chosen: boolean;
  /** What was chosen and is no longer there, or no longer fits. */
  readonly gone: readonly string[];
  /** All that could play it. */
  readonly options: readonly string[];
}

/** Who plays which role: as chosen, and otherwise by names and types. */
export function resolveRoles(catalog: Catalog, mapping: RoleMapping): readonly PlayedRole[] {
  const played: PlayedRole[] = [];
  for (const role of roles) {
    const options = optionsOf(role, catalog, played);
    const chosen = Object.hasOwn(mapping, role.id) ? mapping[role.id] : undefined;
    const names = chosen === undefined ? guess(role, options) : chosen.filter((name) => options.includes(name));
    const gone = (chosen ?? []).filter((name) => !options.includes(name));
    played.push({ role, names: gone.length > 0 ? [] : names, chosen: chosen !== undefined, gone, options });
  }
  return played;
}

/** Who plays each role, by its id. */
export function rolePlayers(catalog: Catalog, mapping: RoleMapping): (role: string) => readonly string[] {
  const played = new Map(resolveRoles(catalog, mapping).map(({ role, names }) => [role.id, names]));
  return (role) => played.get(role) ?? [];
}

function optionsOf({ fits }: Role, catalog: Catalog, played: readonly PlayedRole[]): readonly string[] {
  switch (fits.kind) {
    case "attribute":
      return catalog.attributes.filter((attribute) => holds(attribute, fits.types)).map(({ name }) => name);
    case "event":
      return catalog.events.map(({ name }) => name);
    case "property": {
      const events = played.find(({ role }) => role.id === fits.of)?.names ?? [];
      const declared = catalog.events
        .filter(({ name }) => events.includes(name))
        .flatMap(({ properties }: EventType) => properties);
      return [...new Set(declared.filter((property) => holds(property, fits.types)).map(({ name }) => name))];
    }
  }
}

function holds({ type }: Attribute | Property, types: readonly ValueType[]): boolean {
  return type.kind === "value" && types.includes(type.of);
}

function guess({ fits, names }: Role, options: readonly string[]): readonly string[] {
  const found = names.flatMap((name) => options.filter((option) => plainName(option) === name));
  return fits.kind === "event" && fits.many ? [...new Set(found)] : found.slice(0, 1);
}
