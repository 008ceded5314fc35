import type { User } from "./auth.ts";
import type { AppContext } from "./context.ts";
import { usableBy } from "./require-usable.ts";

/** Gives a segment the scheduled exports of another, paused: those to destinations that the user may export to. */
export async function copySchedules(
  { destinations, exportSchedules }: Pick<AppContext, "destinations" | "exportSchedules">,
  from: string,
  to: string,
  user: User,
): Promise<void> {
  const isUsable = await usableBy(destinations, user);
  for (const { destination, parameters, timing } of await exportSchedules.list({ source: { kind: "segment", segment: from } })) {
    if (!isUsable(destination)) continue;
    await exportSchedules.add({ kind: "segment", segment: to }, { destination, parameters, timing, paused: true }, user.id);
  }
}
