import type { ErrorBody } from "../../errors.ts";

const HINT = "Ask an administrator of this workspace: they see why.";

/** Of a failure, what is told to who may not export to its destination: nothing of where that leads, nor of what it said. */
export function toldOutside(failure: ErrorBody): ErrorBody {
  const { code } = failure;
  switch (code) {
    case "destination_unreachable":
      return { code, message: "The destination could not be reached.", hint: HINT };
    case "destination_refused":
    case "destination_rejected":
      return { code, message: "The destination refused what was sent.", hint: HINT };
    default:
      return failure;
  }
}
