import type { Engine } from "./engine.ts";

/** Runs a task on every engine at once. It ends when all have, also when one fails, so that nothing is at work any more. */
export async function onEach(engines: readonly Engine[], task: (engine: Engine) => Promise<unknown>): Promise<void> {
  const done = await Promise.allSettled(engines.map(task));
  for (const each of done) if (each.status === "rejected") throw each.reason;
}
