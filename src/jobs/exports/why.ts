import { DeliveryError } from "../../destinations/delivery-error.ts";
import type { ErrorBody } from "../../errors.ts";
import { problemOf } from "../problem-of.ts";

const LATER = "It is tried again. If it stays so, test the connection of the destination.";
const MEND = "Mend the connection of the destination, test it, and retry the run.";

/** Why a run does not go on, and what to do where the destination itself did not say. */
export function whyOf(error: unknown, then: "later" | "failed"): ErrorBody {
  const why = problemOf(error);
  if (!(error instanceof DeliveryError) || why.hint !== undefined) return why;
  return { ...why, hint: then === "later" ? LATER : MEND };
}
