import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settings } from "../../src/store/settings.ts";
import { type TemporaryStore, temporaryStore } from "./temporary-store.ts";

let temporary: TemporaryStore;
beforeAll(async () => {
  temporary = await temporaryStore();
});
afterAll(() => temporary.dispose());

describe("the workspace's settings", () => {
  it("are unknown until written, and the last value written after", async () => {
    const { read, write } = settings(temporary.store.db);
    expect(await read("time_zone")).toBeUndefined();
    await write("time_zone", "Europe/Berlin");
    await write("time_zone", "Asia/Tokyo");
    expect(await read("time_zone")).toBe("Asia/Tokyo");
  });

  it("are made once, whoever asks first", async () => {
    const { readOrMake } = settings(temporary.store.db);
    let made = 0;
    const make = () => `secret ${(made += 1)}`;
    const all = await Promise.all([1, 2, 3, 4].map(() => readOrMake("secret", make)));
    expect(new Set(all).size).toBe(1);
    expect(await readOrMake("secret", make)).toBe(all[0]);
  });
});
