import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { keyRing } from "../../src/destinations/secret-box.ts";
import { destinationTypes } from "../../src/destinations/types.ts";
import { destinationSetups } from "../../src/jobs/exports/destination-setup.ts";
import { exportSettings } from "../../src/jobs/exports/export-settings.ts";
import { administrator } from "../../src/store/administrator.ts";
import { destinationStore } from "../../src/store/destinations.ts";
import { shortId } from "../../src/store/ids.ts";
import { settings } from "../../src/store/settings.ts";
import { toolsIn } from "../destinations/tools.ts";
import { SHAPE } from "./new-run.ts";
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

describe("secrets that are kept", () => {
  const [FIRST, SECOND, THIRD] = ["a".repeat(32), "b".repeat(32), "c".repeat(32)];
  const HOOK = { url: "https://example.com/hook", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" };
  const SERVER = { host: "mail.example.com", port: 587, security: "starttls", from: "a@example.com" } as const;
  const NOT_OPENED = { code: "secret_not_opened" };

  /** As at a start. */
  async function started(secret: string, old = "") {
    const logged: string[] = [];
    const log = (line: string) => void logged.push(line);
    const { db } = temporary.store;
    const keys = keyRing(secret, readConfig({ COTERIE_SECRET_OLD: old }).oldSecrets);
    const destinations = destinationStore(db, { clock: () => 0, newId: shortId });
    const setups = destinationSetups({ destinations, types: destinationTypes, keys, tools: toolsIn(temporary.dataDir), log });
    const mail = exportSettings(settings(db), keys, log);
    await setups.rotate();
    await mail.rotate();
    return { setups, mail, logged };
  }

  it("are encrypted anew with another secret while the old one is told, and where it is not, hinder nothing until they are filled in again", async () => {
    const first = await started(FIRST);
    const { id: user } = await administrator(temporary.store.db, { id: shortId(), now: new Date(0) });
    const { id } = await first.setups.add("webhook", { name: "Hook", settings: HOOK, shape: { ...SHAPE, fields: [{ name: "id", from: { kind: "key" } }] }, users: null }, user);
    await first.mail.setMailServer({ ...SERVER, password: "kept" });

    const lost = await started(SECOND);
    expect(lost.logged).toEqual([expect.stringMatching(/^The setting secret of the destination "Hook": .*COTERIE_SECRET_OLD/), expect.stringMatching(/^The password of the mail server: /)]);
    expect(await lost.mail.knownMailServer()).toEqual({ ...SERVER, hasPassword: true });
    await expect(lost.mail.mailServer()).rejects.toMatchObject(NOT_OPENED);
    await expect(lost.setups.open(id)).rejects.toMatchObject(NOT_OPENED);

    expect((await started(SECOND, `${THIRD}, ${FIRST} ,`)).logged).toEqual([]);
    const anew = await started(SECOND);
    expect([anew.logged, (await anew.mail.mailServer())?.password]).toEqual([[], "kept"]);
    expect((await anew.setups.open(id)).settings).toMatchObject(HOOK);

    const last = await started(THIRD);
    expect(last.logged).toHaveLength(2);
    await last.mail.setMailServer({ ...SERVER, password: "new" });
    expect((await last.mail.mailServer())?.password).toBe("new");
  });
});
