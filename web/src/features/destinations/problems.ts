import type { Path, Problem } from "../../../../src/errors.ts";
import { ApiError } from "../../api/client.ts";
import type { DestinationType } from "../../api/destinations.ts";
import { conditionChoice } from "../../texts/condition-choice.ts";
import { destinations } from "../../texts/destinations.ts";
import type { Draft } from "./draft.ts";

const missing = destinations.form.missing;

/** All that is wrong, wherever the server found it: a shape that is sent alone has shorter paths than one that is saved. */
export function problemsOf(error: Error | null): readonly Problem[] {
  if (!(error instanceof ApiError)) return [];
  return error.problems.map(({ path = [], ...problem }) => ({ ...problem, path: path[0] === "shape" ? path.slice(1) : path }));
}

/** What is wrong at a place or below it, in words. */
export type ProblemAt = (...path: Path) => string | undefined;

export function problemsAt(problems: readonly Problem[]): ProblemAt {
  return (...path) => {
    const found = problems.find((problem) => path.every((part, at) => problem.path?.[at] === part));
    return found && [found.message, found.hint].filter(Boolean).join(" ");
  };
}

/** What is missing so that the server can say more; where columns are, what the preview waits for. */
export function missingIn(draft: Draft, type: DestinationType, secrets: readonly string[]): readonly Problem[] {
  const { name, settings, fields, permission } = draft;
  return [
    ...(name.trim() === "" ? [missed(["name"], missing.name)] : []),
    ...Object.entries(type.settings).flatMap(([key, setting]) => {
      const value = settings[key];
      const isThere = (value !== undefined && value !== "") || secrets.includes(key) || setting.optional === true;
      return isThere ? [] : [missed(["settings", key], missing.setting)];
    }),
    ...missingInFields(fields),
    ...(permission === undefined ? [missed(["permission"], conditionChoice.incomplete)] : []),
  ];
}

export function missingInFields(fields: Draft["fields"]): readonly Problem[] {
  return fields.flatMap(({ name, from, as }, at) => [
    ...(name.trim() === "" ? [missed(["fields", at, "name"], missing.fieldName)] : []),
    ...(from.kind === "attribute" && from.attribute === "" ? [missed(["fields", at, "from"], missing.attribute)] : []),
    ...(from.kind === "parameter" && from.parameter.trim() === "" ? [missed(["fields", at, "from"], missing.parameter)] : []),
    ...(as?.kind === "identifier" && !/^([1-9]\d{0,3})?$/.test(as.callingCode ?? "") ? [missed(["fields", at, "as"], missing.calling)] : []),
  ]);
}

function missed(path: Path, message: string): Problem {
  return { code: "missing", message, path };
}
