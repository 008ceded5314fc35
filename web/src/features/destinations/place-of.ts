import type { DestinationType, SettingValues } from "../../api/destinations.ts";

/** What tells a place, in the order in which it is read. */
const TELLING = ["url", "endpoint", "bucket", "prefix", "host", "database", "schema", "table", "folder", "to"];

/** Where a destination leads, in the words of its settings; empty where there is nothing to tell. */
export function placeOf({ settings: asked }: Pick<DestinationType, "settings">, settings: SettingValues | null): string {
  const told = TELLING.filter((name) => name in asked).flatMap((name) => {
    const value = settings?.[name];
    return value === undefined || value === "" ? [] : [String(value)];
  });
  return told.join(" · ");
}
