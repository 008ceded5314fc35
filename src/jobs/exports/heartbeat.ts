/** Something that is done again and again, never twice at once. */
export interface Heartbeat {
  /** Resolves when none is under way. */
  quiet(): Promise<void>;
  /** Ends it, and resolves when none is under way any more. */
  stop(): Promise<void>;
}

/** @param beat rejects never */
export function heartbeat(beat: () => Promise<void>, everyMs: number): Heartbeat {
  let current: Promise<void> | undefined;
  const timer = setInterval(() => {
    current ??= beat().finally(() => (current = undefined));
  }, everyMs);
  const quiet = async (): Promise<void> => current;
  return {
    quiet,
    stop() {
      clearInterval(timer);
      return quiet();
    },
  };
}
