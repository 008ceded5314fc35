import type { Endpoint } from "./endpoint.ts";

/** Where to send queries now. `epoch` grows each time the engine was started: what it held in memory is gone then. */
export interface Target {
  readonly endpoint: Endpoint;
  readonly epoch: number;
}

/** A ClickHouse node that may end and come back. */
export interface EngineNode {
  /**
   * The running node, or the one that is about to run.
   *
   * @throws AppError `engine_…` when there is none
   */
  target(): Promise<Target>;
  /**
   * Told when a request to the node of this epoch broke off, or (`answered`) when the node did not know a table that was made: resolves
   * when it is known whether it was started anew.
   */
  doubted(epoch: number, answered: boolean): Promise<void>;
}
