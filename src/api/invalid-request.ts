import type { Hook } from "@hono/zod-openapi";
import type { z } from "zod";
import { type Path, type Problem, problemsError } from "../errors.ts";
import type { ApiEnv } from "./env.ts";

type Issue = z.core.$ZodIssue;

/** Turns what a route's schema refuses into `AppError("invalid_request")` with every problem. */
export const refuseInvalid: Hook<unknown, ApiEnv, string, undefined> = (result) => {
  if (result.success) return undefined;
  const data: unknown = "data" in result ? result.data : undefined;
  const problems = result.error.issues.flatMap((issue) => toProblems(issue, data));
  throw problemsError("invalid_request", "The request", problems);
};

function toProblems(issue: Issue, data: unknown): readonly Problem[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      code: "unknown_field",
      message: `There is no field ${JSON.stringify(key)} here.`,
      path: [...path, key],
      hint: "Remove it, or look for a slip in its name.",
    }));
  }
  if (path.length === 0) return [ofTheWhole(issue)];
  if (valueAt(data, path) === undefined) {
    return [{ code: "missing_field", message: `The field ${JSON.stringify(path.join("."))} is missing.`, path }];
  }
  const code = issue.code === "invalid_type" ? "wrong_type" : "invalid_value";
  return [{ code, message: `${path.join(".")}: ${issue.message}`, path }];
}

/** What is wrong with the body itself, not with a field of it. */
function ofTheWhole(issue: Issue): Problem {
  if (issue.code === "invalid_type" && issue.expected === "object") {
    return {
      code: "wrong_type",
      message: "The body of the request is not a JSON object.",
      path: [],
      hint: "Send an object with the fields that this address takes: `/api/v1/openapi.json` lists them.",
    };
  }
  return { code: "invalid_value", message: issue.message, path: [] };
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === String(step))?.[1];
  }
  return value;
}
