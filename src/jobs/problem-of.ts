import { AppError, type ErrorBody } from "../errors.ts";

/** What a history tells of a failure: of a bug that it is one. */
export function problemOf(error: unknown): ErrorBody {
  if (error instanceof AppError) return error.toJSON().error;
  return { code: "internal", message: "Something went wrong inside Coterie. The log of the server has the details." };
}
