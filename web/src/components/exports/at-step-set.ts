import type { AtStep } from "../../api/exports.ts";
import type { AtStepSet } from "../open-customers/opened-set.ts";

/** Opens those whom a step leaves out, or who remain after it. */
export type OpenStep = (step: number, side: AtStep["side"], title: string) => AtStepSet;

export function openingSteps(of: AtStep["of"]): OpenStep {
  return (step, side, title) => ({ title, atStep: { of, step, side } });
}
