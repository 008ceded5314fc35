import { describe, expect, it } from "vitest";
import { Semaphore } from "../../src/engine/semaphore.ts";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Tasks that end when they are told to, and the order in which they began. */
function bench(limit: number) {
  const semaphore = new Semaphore(limit);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    ask(name: string, options: { signal?: AbortSignal; behalf?: object } = {}): Promise<void> {
      const task = () => {
        begun.push(name);
        return new Promise<void>((resolve) => ends.set(name, resolve));
      };
      return semaphore.run(task, options.signal, options.behalf);
    },
    async end(name: string): Promise<void> {
      await settled();
      ends.get(name)?.();
      await settled();
    },
  };
}

describe("a semaphore", () => {
  it("lets no more in than its limit, in the order of their coming", async () => {
    const { begun, ask, end } = bench(2);
    const asked = ["a", "b", "c", "d"].map((name) => ask(name));
    await settled();
    expect(begun).toEqual(["a", "b"]);
    await end("b");
    expect(begun).toEqual(["a", "b", "c"]);
    for (const name of ["a", "c", "d"]) await end(name);
    await Promise.all(asked);
    expect(begun).toEqual(["a", "b", "c", "d"]);
  });

  it("lets those who come on one behalf take turns with the others", async () => {
    const { begun, ask, end } = bench(1);
    const many = {};
    const asked = [ask("running"), ...["m1", "m2", "m3"].map((name) => ask(name, { behalf: many })), ask("one"), ask("two")];
    for (const name of ["running", "m1", "one", "two", "m2", "m3"]) await end(name);
    await Promise.all(asked);
    expect(begun).toEqual(["running", "m1", "one", "two", "m2", "m3"]);
  });

  it("lets a caller who goes away leave the queue, and keeps the turns of the rest", async () => {
    const { begun, ask, end } = bench(1);
    const gone = new AbortController();
    const behalf = {};
    const running = ask("running");
    const left = ask("left", { signal: gone.signal, behalf });
    const kept = ask("kept", { behalf });
    gone.abort(new Error("went away"));
    await expect(left).rejects.toThrow("went away");
    await end("running");
    await end("kept");
    await Promise.all([running, kept]);
    expect(begun).toEqual(["running", "kept"]);
  });
});
