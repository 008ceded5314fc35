import type { Question } from "../results/data.ts";
import type { KeptSize } from "../store/revisions.ts";
import type { AppContext } from "./context.ts";

const SOON_MS = 2_000;

/**
 * What a definition holds as it is saved. Undefined when that is not known soon: whatever keeps it from being counted does not keep it
 * from being saved.
 */
export async function sizeAtSave({ audience }: Pick<AppContext, "audience">, question: Question, signal: AbortSignal): Promise<KeptSize | undefined> {
  try {
    const { count, base } = await audience.count(question, AbortSignal.any([signal, AbortSignal.timeout(SOON_MS)]));
    return { count, base };
  } catch {
    return undefined;
  }
}
