import { AppError } from "../errors.ts";

/** What was looked at, how it is, and what is to be done when it is not well. */
export interface Diagnosis {
  readonly name: string;
  readonly state: "ok" | "warning" | "wrong";
  readonly said: string;
  readonly hint: string | null;
}

/** How something is: well, with what was seen, or not. */
export type Seen = string | { readonly state: "warning" | "wrong"; readonly said: string; readonly hint: string };

/** Looks at one thing. An `AppError` says that it is wrong; whatever else is thrown is a bug. */
export async function diagnose(name: string, look: () => Promise<Seen> | Seen): Promise<Diagnosis> {
  try {
    const seen = await look();
    return typeof seen === "string" ? { name, state: "ok", said: seen, hint: null } : { name, ...seen };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { name, state: "wrong", said: error.message, hint: error.hint ?? null };
  }
}
