import type { Engine } from "./engine.ts";
import type { Layout } from "./layout.ts";

/** An engine that answers, wherever it runs. */
export interface RunningEngine {
  /** Where everything can be asked. */
  readonly engine: Engine;
  readonly layout: Layout;
  /** The process id of the node, when it is a process of this machine that is ended with this one. */
  pid(): number | undefined;
  close(): Promise<void>;
}
