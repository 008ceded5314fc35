import { AppError, type Problem } from "../../errors.ts";
import type { Workbench } from "../../results/audience.ts";
import type { Question } from "../../results/data.ts";
import { ladder } from "../../results/exports/ladder.ts";
import { outlineOf, type Shape } from "../../results/exports/shape.ts";
import type { Condition } from "../../segment/ast.ts";
import type { Destination } from "../../store/destinations.ts";

/** How many customers can be sent to a destination. */
export interface Exportable {
  readonly destination: Pick<Destination, "id" | "name">;
  /** Null: it can't be told, for `problem`. */
  readonly exportable: number | null;
  readonly problem: Problem | null;
}

/** Of each destination: one that is broken keeps nothing from being told of the others. */
export async function exportableTo(
  bench: Workbench,
  question: Question,
  suppression: Condition | null,
  destinations: readonly Destination[],
  signal: AbortSignal | undefined,
): Promise<readonly Exportable[]> {
  const found: Exportable[] = [];
  for (const { id, name, shape } of destinations) {
    const destination = { id, name };
    try {
      const { exportable } = await ladder(bench, outlineOf(shape, question, filled(shape), suppression), signal);
      found.push({ destination, exportable, problem: null });
    } catch (error) {
      if (!(error instanceof AppError && error.code === "invalid_destination")) throw error;
      const { code, message, hint } = error;
      found.push({ destination, exportable: null, problem: { code, message, ...(hint !== undefined && { hint }) } });
    }
  }
  return found;
}

/** What parameters are filled with changes no count. */
function filled({ fields }: Shape): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.flatMap(({ from }) => (from.kind === "parameter" ? [[from.parameter, "-"]] : [])));
}
