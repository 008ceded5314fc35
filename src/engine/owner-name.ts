import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { OwnerName } from "./owner.ts";

/** The name under which a data directory, whose lock is held, takes what it shares with others: made once, so that a restart is known again. */
export function ownerName(directory: string): OwnerName {
  const file = join(directory, "owner");
  const known = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  const id = known === "" ? randomUUID() : known;
  if (known === "") writeFileSync(file, `${id}\n`, { mode: 0o600 });
  return { id, place: `${hostname()} with the data directory ${directory}` };
}
