import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../errors.ts";
import type { EngineNode, Target } from "./engine-node.ts";
import { type LocalNode, type LocalNodeOptions, startLocalNode } from "./local-node.ts";

const BACK_OFF_MS = [0, 100, 300, 1_000, 3_000, 10_000] as const;
/** A node that lived this long is healthy: its next start is not delayed. */
const HEALTHY_MS = 30_000;
/** Starts that fail one after the other before those who wait are told; who asks next has it started again. */
const START_TRIES = 3;

/**
 * Keeps one local node running: restarts it with back-off when it ends, and ends it with `close`. It is never given up: when it does not
 * start, each later `target` tries anew.
 */
export class Supervisor implements EngineNode {
  readonly #options: LocalNodeOptions;
  readonly #onEnd: (said: string) => void;
  #node: LocalNode | undefined;
  #target: Promise<Target>;
  #epoch = 0;
  /** Aborted by `close`. */
  readonly #end = new AbortController();
  /** Whether the last restart has failed, so that nobody is starting the node now. */
  #down = false;

  private constructor(options: LocalNodeOptions, onEnd: (said: string) => void) {
    this.#options = options;
    this.#onEnd = onEnd;
    this.#target = this.#start(0);
    this.#target.catch(() => undefined);
  }

  /**
   * Starts the node and waits for it. Once `signal` has come, it is not waited for any more, and nothing is left of it.
   *
   * @param onEnd called when the node ended by itself, with what it said last
   */
  static async start(options: LocalNodeOptions, onEnd: (said: string) => void = () => undefined, signal?: AbortSignal): Promise<Supervisor> {
    const supervisor = new Supervisor(options, onEnd);
    const stop = (): void => supervisor.#end.abort();
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop, { once: true });
    try {
      await supervisor.#target;
      return supervisor;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  /**
   * The running node, or the one that is about to run.
   *
   * @throws AppError `engine_start_failed` when it can't be started now: asked again, it is tried again
   */
  target(): Promise<Target> {
    if (this.#end.signal.aborted) return Promise.reject(closed());
    if (this.#down) this.#restart(1);
    return this.#target;
  }

  /** The end of the node is known a moment after its connections broke. One that was started anew never answers as the one before. */
  async doubted(epoch: number, answered: boolean): Promise<void> {
    if (answered) return;
    for (let wait = 0; wait < 50 && (await this.target()).epoch === epoch; wait += 1) await sleep(20);
  }

  /** The process id of the running node, for measuring and for tests. */
  get pid(): number | undefined {
    return this.#node?.pid;
  }

  /** A node that is being started is not waited for, but ended. Throws AppError `engine_not_ended`. */
  async close(): Promise<void> {
    this.#end.abort();
    await this.#target.catch(() => undefined);
    await this.#node?.stop();
  }

  async #start(failures: number): Promise<Target> {
    const { signal } = this.#end;
    await sleep(BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)], undefined, { signal }).catch(() => undefined);
    if (signal.aborted) throw closed();
    const node = await startLocalNode(this.#options, signal);
    this.#node = node;
    this.#epoch += 1;
    const startedAt = Date.now();
    void node.exited.then((said) => {
      if (signal.aborted) return;
      this.#onEnd(said);
      this.#restart(Date.now() - startedAt > HEALTHY_MS ? 0 : failures + 1);
    });
    return { endpoint: node.endpoint, epoch: this.#epoch };
  }

  #restart(failures: number): void {
    this.#down = false;
    this.#target = this.#started(failures);
    this.#target.catch(() => {
      this.#down = true;
    });
  }

  async #started(failures: number): Promise<Target> {
    for (let attempt = failures; ; attempt += 1) {
      try {
        return await this.#start(attempt);
      } catch (error) {
        if (this.#end.signal.aborted || attempt + 1 >= failures + START_TRIES) throw error;
      }
    }
  }
}

function closed(): AppError {
  return new AppError("engine_closed", "The engine has been closed.");
}
