import { AppError } from "../errors.ts";
import type { Ladder } from "../results/exports/ladder.ts";
import type { ExportedSegment } from "./backend.ts";

/**
 * Throws `AppError("nobody_exportable")` where an export would send an empty list in place of the one that is there. Of a
 * destination that is broken nothing is decided: its run tells why it fails.
 */
export async function assertSomebody({ segment, destination, evenIfEmpty }: ExportedSegment, ladder: () => Promise<Pick<Ladder, "exportable">>): Promise<void> {
  if (evenIfEmpty || (await exportableOf(ladder)) !== 0) return;
  throw new AppError("nobody_exportable", `Nobody of ${JSON.stringify(segment)} can be sent to ${JSON.stringify(destination)}: the list is empty.`, {
    hint: "Look at who is in the segment and whom the destination may be sent; --even-if-empty exports it all the same.",
  });
}

async function exportableOf(ladder: () => Promise<Pick<Ladder, "exportable">>): Promise<number | undefined> {
  try {
    return (await ladder()).exportable;
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid_destination") return undefined;
    throw error;
  }
}
