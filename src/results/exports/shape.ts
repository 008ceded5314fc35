import type { Condition } from "../../segment/ast.ts";
import type { Question } from "../data.ts";
import type { ExportField, Parameters } from "./fields.ts";
import type { FileFormat } from "./file-format.ts";
import type { Outline } from "./scene.ts";

/** The whole list again with each run, or what changed since the last one that the destination took. */
export type Mode = "whole" | "changes";

/** What of customers is sent, and how: all that a destination says but its connection. */
export interface Shape {
  readonly fields: readonly ExportField[];
  /** Attributes that must be known and valid: all of them, or at least one. */
  readonly mandatory: { readonly match: "all" | "any"; readonly attributes: readonly string[] };
  /** Who may be sent; null: everyone. */
  readonly permission: Condition | null;
  /** Whether those whom the workspace suppresses are left out. */
  readonly suppress: boolean;
  /** The name of a field in which no two customers may have the same; null: they may. */
  readonly unique: string | null;
  readonly mode: Mode;
  /** Null: the destination takes rows, no files. */
  readonly format: FileFormat | null;
  readonly gzip: boolean;
  /** The name of a file without its end, with places such as `{segment}`; left out: each run has files of its own. */
  readonly fileName?: string | undefined;
  /** Rows of a file; null: all in one, where the destination takes that. */
  readonly rowsPerFile: number | null;
}

/** Who of a segment is sent so. `suppression`: who the workspace never sends. */
export function outlineOf(shape: Shape, question: Question, parameters: Parameters, suppression: Condition | null): Outline {
  const { fields, mandatory, permission, suppress, unique } = shape;
  return {
    question,
    fields,
    parameters,
    requirements: {
      mandatory,
      ...(permission !== null && { permission }),
      ...(suppress && suppression !== null && { suppression }),
      ...(unique !== null && { unique }),
    },
  };
}
