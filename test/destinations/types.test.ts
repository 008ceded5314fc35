import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refused, Unreachable } from "../../src/destinations/delivery-error.ts";
import { loadTypes } from "../../src/destinations/load.ts";
import { secretNames, settingsSchema } from "../../src/destinations/setting.ts";
import { destinationTypes, findType } from "../../src/destinations/types.ts";
import { failure } from "./conformance.ts";
import { destinationsDocument } from "./destinations-document.ts";
import { MAILING_LIST, SIGNING_SECRET } from "./row-subjects.ts";
import { bytesOf, emptyFolder, fileOf, NEVER, openFiles, openRows, PRINT_SHOP, toolsIn, tryConnection } from "./tools.ts";

describe("the types that come with Coterie", () => {
  test("have ids of their own by which they are found", () => {
    expect(destinationTypes.map(({ id }) => findType(destinationTypes, id))).toEqual(destinationTypes);
    expect(new Set(destinationTypes.map(({ id }) => id)).size).toBe(destinationTypes.length);
    expect(findType(destinationTypes, "constructor")).toBeUndefined();
  });

  test("keep as secrets what signs in or signs, and nothing else", () => {
    expect(
      Object.fromEntries(
        destinationTypes.flatMap(({ id, settings }) => (secretNames(settings).length > 0 ? [[id, secretNames(settings)]] : [])),
      ),
    ).toEqual({
      s3: ["secret_access_key"],
      sftp: ["password", "private_key", "passphrase"],
      webhook: ["secret", "authorization"],
      postgres: ["password"],
    });
  });

  test.each(["", "whsec_", "whsec_c2hvcnQ=", `${SIGNING_SECRET}=`, SIGNING_SECRET.slice(0, -1), SIGNING_SECRET.slice("whsec_".length)])(
    "sign with no such secret: %j",
    (secret) => {
      const settings = settingsSchema(findType(destinationTypes, "webhook")?.settings ?? {});
      expect(settings.safeParse({ url: "https://example.com", secret: SIGNING_SECRET }).success).toBe(true);
      const judged = settings.safeParse({ url: "https://example.com", secret });
      expect(judged.success).toBe(false);
      if (secret.length > 6) expect(JSON.stringify(judged.error?.issues.map(({ message }) => message))).not.toContain(secret);
    },
  );

  test("are the ones of docs/destinations.md, which is written from them (vitest -u writes it anew)", async () => {
    await expect(destinationsDocument()).toMatchFileSnapshot("../../docs/destinations.md");
  });
});

describe("what is filled in", () => {
  test.each(["a\u0000b", "a\nb", "\ud800", "a\u202eb"])("holds nothing that can't be seen: %j", (folder) => {
    const settings = settingsSchema(findType(destinationTypes, "folder")?.settings ?? {});
    expect(settings.safeParse({ folder: "/srv/exports é" }).success).toBe(true);
    expect(settings.safeParse({ folder }).success).toBe(false);
  });
});

describe("a type from outside", () => {
  let place: Awaited<ReturnType<typeof emptyFolder>>;
  let modules = 0;
  beforeAll(async () => {
    place = await emptyFolder();
  });
  afterAll(() => place.remove());
  const module = async (text: string): Promise<string> => {
    const path = join(place.path, `type-${(modules += 1)}.mjs`);
    await writeFile(path, text);
    return path;
  };
  const value = (more: string): string =>
    `export default { id: "own", title: "Own", summary: "Own.", settings: {}, modes: ["whole"], promised: "exactly_once", promise: "Once.",
      takes: { kind: "rows", rows: () => 1, open: async () => ({}) }, test: async () => {}, ${more} };`;

  test("stands after those that there are", async () => {
    const types = await loadTypes(destinationTypes, [MAILING_LIST, await module(value(""))]);
    expect(types.slice(destinationTypes.length).map(({ id }) => id)).toEqual(["mailing_list", "own"]);
  });

  test("takes files, as the documents show, and has them whole under their names", async () => {
    const [type] = await loadTypes([], [PRINT_SHOP]);
    if (type === undefined) throw new Error("not loaded");
    const [settings, gone, tools] = [{ folder: place.path }, { folder: join(place.path, "gone") }, toolsIn(place.path)];
    await tryConnection(type, settings, tools);
    const [file, sink] = [fileOf("a.csv", bytesOf(100_000)), await openFiles(type, settings, tools)];
    for (const again of [file, file]) expect(await readFile(await sink.put(again, NEVER))).toEqual(bytesOf(100_000));
    expect(await failure(tryConnection(type, gone, tools))).toBeInstanceOf(Refused);
    expect(await failure((await openFiles(type, gone, tools)).put(file, NEVER))).toBeInstanceOf(Refused);
  });

  test.each<[string, string, string]>([
    ["throws", "throw new Error('at the start')", "at the start"],
    ["is not JavaScript", "export default {", "can't be loaded"],
    ["exports nothing", "export const id = 1;", "its default export"],
    ["lacks a function", value("test: undefined"), "test: a function is needed"],
    ["has an id that no address can hold", value('id: "Own Type"'), "id: small letters"],
    ["has the id of another one", value('id: "s3"'), 'another type has the id "s3"'],
    ["has a setting of an unknown kind", value('settings: { a: { kind: "colour", label: "A" } }'), "settings.a.kind"],
    [
      "has a choice without choices",
      value('settings: { a: { kind: "choice", label: "A", choices: [], default: "x" } }'),
      "settings.a.choices",
    ],
    [
      "takes files of an unknown format",
      value('takes: { kind: "files", formats: ["docx"], open: async () => ({}) }'),
      "takes.formats.0: one of csv",
    ],
    ["has something that is unknown", value("colour: 1"), "colour"],
  ])("that %s is told of by its path", async (_what, text, message) => {
    const path = await module(text);
    const failed: unknown = await loadTypes(destinationTypes, [path]).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: "invalid_destination_type", message: expect.stringContaining(path) });
    expect(failed).toMatchObject({ message: expect.stringContaining(message) });
  });

  test("is named by its whole path, and is there", async () => {
    await expect(loadTypes([], ["./type.js"])).rejects.toThrow("whole path");
    await expect(loadTypes([], [join(place.path, "missing.js")])).rejects.toThrow("can't be loaded");
  });

  test("throws errors of any making: their code tells of which class they are", async () => {
    const thrown = (code: string): string =>
      `() => { throw Object.assign(new Error("no."), { code: "${code}", hint: "Do it.", waitMs: 5 }); }`;
    const text = value(`test: ${thrown("destination_refused")}, takes: { kind: "rows", rows: () => 1,
      open: async () => ({
        send: async ${thrown("destination_unreachable")}, finish: async ${thrown("ENOENT")}, close: async () => {} }) }`);
    const [type] = await loadTypes([], [await module(text)]);
    if (type === undefined) throw new Error("not loaded");
    const tools = toolsIn(place.path);
    const refused = await failure(tryConnection(type, {}, tools));
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ message: "no", hint: "Do it.", waitMs: 5 });
    const sink = await openRows(type, {}, tools);
    expect(await failure(sink.send({ id: "b1", change: "added", rows: [] }, NEVER))).toBeInstanceOf(Unreachable);
    await expect(sink.finish(NEVER)).rejects.toMatchObject({ message: "no.", code: "ENOENT" });
  });
});
