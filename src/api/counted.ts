import { AppError } from "../errors.ts";
import type { Receipt } from "../results/receipt.ts";

/** The receipts of several questions by what those are of; without those that were refused. */
export function receiptsById(asked: readonly { readonly id: string }[], counted: readonly (Receipt | AppError)[]): Record<string, Receipt> {
  const byId: Record<string, Receipt> = {};
  for (const [index, { id }] of asked.entries()) {
    const one = counted[index];
    if (one !== undefined && !(one instanceof AppError)) byId[id] = one;
  }
  return byId;
}
