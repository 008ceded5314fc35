import { DeliveryError } from "../../destinations/delivery-error.ts";
import { passesByItself } from "../../engine/failures.ts";

/** Whether a later try may succeed. */
export function passes(error: unknown): boolean {
  return error instanceof DeliveryError ? error.passes : passesByItself(error);
}
