import { inspect } from "node:util";
import { mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refused, Unreachable } from "../../src/destinations/delivery-error.ts";
import type { OutgoingFile } from "../../src/destinations/destination-type.ts";
import { type SmtpSettings, smtpMail } from "../../src/destinations/smtp.ts";
import { download } from "../../src/destinations/types/download.ts";
import { email } from "../../src/destinations/types/email.ts";
import { folder } from "../../src/destinations/types/folder.ts";
import { googleCustomerMatch } from "../../src/destinations/types/google-customer-match.ts";
import { metaCustomAudience } from "../../src/destinations/types/meta-custom-audience.ts";
import { settingsSchema } from "../../src/destinations/setting.ts";
import { failure, fileLaws } from "./conformance.ts";
import { folders, kept, letters, SIGN_INS, smtpSettings, ssh, storage } from "./file-subjects.ts";
import { NOBODY, type SmtpServer, smtpServer } from "./peers/smtp.ts";
import { bytesOf, emptyFolder, fileOf, NEVER, openFiles, toolsIn } from "./tools.ts";

for (const type of [download, googleCustomerMatch, metaCustomAudience]) fileLaws(type.title, () => kept(type), []);
fileLaws("a folder", folders, []);
fileLaws("S3", storage);
fileLaws("SFTP as OpenSSH has it", () => ssh(SIGN_INS["a key"] ?? {}, { posixRename: true }));
fileLaws("e-mail", letters);

test.each(Object.entries(SIGN_INS))(
  "SFTP signs in with %s, and replaces a file where the server does not rename over one",
  async (name, signIn) => {
    const subject = await ssh(signIn, { posixRename: false, ...(name === "a password that is asked for" && { asks: true }) });
    const sink = await openFiles(subject.type, subject.settings, subject.tools);
    for (const text of ["first", "second"]) await sink.put(fileOf("a.csv", Buffer.from(text)), NEVER);
    await sink.close();
    expect([...(await subject.found())].map(([name, bytes]) => [name, bytes.toString()])).toEqual([["a.csv", "second"]]);
    expect(await subject.left()).toEqual([]);
    await subject.close();
  },
);

test("SFTP says which host key the server has", async () => {
  const subject = await ssh(SIGN_INS["a password"] ?? {}, { posixRename: false });
  for (const host_key of [undefined, `SHA256:${"A".repeat(43)}`]) {
    const failed = await failure(subject.type.test({ ...subject.settings, host_key }, subject.tools, NEVER, []));
    expect(failed.message).toContain(String(subject.settings["host_key"]));
  }
  // To no other server a user or a password is told.
  expect(subject.attempts()).toBe(0);
  await subject.close();
});

describe("a folder", () => {
  test("that a link leads out of is refused, also when the link came after the test", async () => {
    const place = await emptyFolder();
    const [allowed, outside] = [join(place.path, "allowed"), join(place.path, "outside")];
    await mkdir(join(allowed, "real"), { recursive: true });
    await mkdir(outside);
    await symlink(outside, join(allowed, "out"));
    await symlink(join(allowed, "real"), join(allowed, "in"));
    const tools = toolsIn(place.path);
    await expect(folder.test({ folder: join(allowed, "out") }, tools, NEVER, [])).rejects.toThrow(Refused);
    await folder.test({ folder: join(allowed, "in") }, tools, NEVER, []);
    const sink = await openFiles(folder, { folder: join(allowed, "later") }, tools);
    await symlink(outside, join(allowed, "later"));
    await expect(sink.put(fileOf("a.csv", bytesOf(3)), NEVER)).rejects.toThrow(Refused);
    await place.remove();
  });

  test("is refused where none is allowed, and when the one that is allowed is a link to it, it is not", async () => {
    const place = await emptyFolder();
    await mkdir(join(place.path, "disk"));
    await symlink(join(place.path, "disk"), join(place.path, "allowed"));
    await folder.test({ folder: join(place.path, "disk") }, toolsIn(place.path), NEVER, []);
    const refusal = (path: string, folders: readonly string[]) => failure(folder.test({ folder: path }, { ...toolsIn(place.path), folders }, NEVER, []));
    expect(await refusal(join(place.path, "disk"), [])).toMatchObject({ message: expect.stringContaining("No file may be put"), hint: expect.stringContaining("none is named yet") });
    expect(await refusal(place.path, ["/srv/a", "/srv/b"])).toMatchObject({ hint: expect.stringContaining(": /srv/a, /srv/b.") });
    await place.remove();
  });
});

describe("letters", () => {
  let server: SmtpServer;
  let place: Awaited<ReturnType<typeof emptyFolder>>;
  beforeAll(async () => {
    [server, place] = await Promise.all([smtpServer(), emptyFolder()]);
  });
  afterAll(() => Promise.all([server.close(), place.remove()]));
  const sent = async (
    settings: Readonly<Record<string, string>>,
    file: OutgoingFile,
    smtp: SmtpSettings | undefined = smtpSettings(server),
  ): Promise<void> => {
    const tools = toolsIn(place.path, smtpMail(smtp, { connectMs: 2000 }));
    await (await openFiles(email, { to: "ann@example.com", subject: "To call", ...settings }, tools)).put(file, NEVER);
  };

  test("carry the file, or a link to the page of the run, where the file is kept", async () => {
    await sent({ to: " ann@example.com ,ben@example.com", carry: "attached" }, fileOf("a.csv", Buffer.from("x")));
    await sent({ carry: "link" }, fileOf("b.csv", Buffer.from("y")));
    const [attached, linked] = server.letters;
    expect(attached).toMatchObject({
      subject: "To call",
      from: { text: '"Coterie" <coterie@example.com>' },
      to: { text: "ann@example.com, ben@example.com" },
    });
    expect(attached?.attachments).toMatchObject([{ filename: "a.csv", contentType: "text/csv" }]);
    expect(attached?.text).toContain("VIP “gold”");
    expect(linked?.attachments).toEqual([]);
    expect(linked?.text).toContain("https://coterie.example/exports/r1");
    expect(await readFile(join(place.path, "downloads", "r1", "b.csv"), "utf8")).toBe("y");
  });

  test("with more than 15 MB are refused, with what to do", async () => {
    const failed = await failure(sent({ carry: "attached" }, fileOf("a.csv", Buffer.alloc(15 * 1024 * 1024 + 1))));
    expect(failed).toMatchObject({
      code: "destination_refused",
      message: expect.stringContaining("15 MB"),
      hint: expect.stringContaining("link"),
    });
  });

  test("that the server refuses say so, and tell no secret", async () => {
    const file = fileOf("a.csv", Buffer.from("x"));
    const wrong = await failure(sent({}, file, { ...smtpSettings(server), password: "another-password" }));
    expect(wrong).toBeInstanceOf(Refused);
    expect(wrong.message).toContain("sign in");
    expect(inspect(wrong, { depth: 20 })).not.toContain("another-password");
    for (const to of [NOBODY, `ann@example.com,${NOBODY}`]) expect(await failure(sent({ to }, file))).toBeInstanceOf(Refused);
    expect(await failure(sent({}, file, { ...smtpSettings(server), port: 1 }))).toBeInstanceOf(Unreachable);
    expect(await failure(smtpMail({ ...smtpSettings(server), password: "another-password" }).test(NEVER))).toBeInstanceOf(Refused);
  });

  test("are sent encrypted or not at all where that is wanted", async () => {
    const letters = server.letters.length;
    const plain = await failure(sent({}, fileOf("a.csv", Buffer.from("x")), { ...smtpSettings(server), security: "starttls" }));
    expect(plain).toMatchObject({ code: "destination_refused", message: expect.stringContaining("does not encrypt") });
    const stranger = await smtpServer({ encrypts: true });
    const untrusted = await failure(smtpMail({ ...smtpSettings(stranger), security: "starttls" }).test(NEVER));
    expect(untrusted).toMatchObject({ code: "destination_refused", message: expect.stringContaining("certificate") });
    await smtpMail(smtpSettings(stranger)).test(NEVER);
    await stranger.close();
    expect(server.letters).toHaveLength(letters);
  });

  test("are not sent where no mail server is set up", async () => {
    const tools = toolsIn(place.path);
    const settings = { to: "ann@example.com", subject: "To call", carry: "link" } as const;
    expect(await failure(email.test(settings, tools, NEVER, []))).toMatchObject({
      code: "destination_refused",
      hint: expect.stringContaining("administrator"),
    });
    const sink = await openFiles(email, settings, tools);
    expect(await failure(sink.put(fileOf("a.csv", Buffer.from("x")), NEVER))).toBeInstanceOf(Refused);
  });

  test.each(["ann", "ann@example.com;ben@example.com", "ann@example.com\nBcc: eve@example.com", "<ann@example.com>", ""])(
    "are not addressed to %j",
    (to) => {
      expect(settingsSchema(email.settings).safeParse({ to, subject: "x" }).success).toBe(false);
    },
  );
});
