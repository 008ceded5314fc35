import { isOfOldKey, type KeyRing, seal, unseal } from "../../destinations/secret-box.ts";
import { AppError } from "../../errors.ts";

/**
 * A secret encrypted anew, where an old key has encrypted it; undefined: it stays as it is. So does one that can't be opened: it can be filled
 * in again.
 *
 * @param log told of one that can't be opened
 */
export function rotated(keys: KeyRing, sealed: string, about: string, log: (why: string) => void): string | undefined {
  if (!isOfOldKey(keys, sealed)) return undefined;
  try {
    return seal(keys, unseal(keys, sealed, about), about);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log([error.message, error.hint].join(" "));
    return undefined;
  }
}
