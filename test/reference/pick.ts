import type { EventCondition } from "../../src/segment/ast.ts";
import type { Happening } from "./dataset.ts";
import { parseInstant } from "./instant.ts";

/** The first or the last of events: by time, of those at the same instant by the bytes of the message id. */
export function picked(events: readonly Happening[], pick: NonNullable<EventCondition["pick"]>): Happening | undefined {
  const ordered = [...events].sort(
    (one, other) =>
      parseInstant(one.time) - parseInstant(other.time) || Buffer.compare(Buffer.from(one.messageId), Buffer.from(other.messageId)),
  );
  return pick === "first" ? ordered[0] : ordered.at(-1);
}
