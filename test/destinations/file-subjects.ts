import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DestinationType } from "../../src/destinations/destination-type.ts";
import { smtpMail, type SmtpSettings } from "../../src/destinations/smtp.ts";
import { email } from "../../src/destinations/types/email.ts";
import { folder } from "../../src/destinations/types/folder.ts";
import { s3Within } from "../../src/destinations/types/s3.ts";
import { sftpWithin } from "../../src/destinations/types/sftp.ts";
import type { SettingValues } from "../../src/destinations/setting.ts";
import type { FileSubject } from "./conformance.ts";
import { BUCKET, S3_KEYS, s3Server } from "./peers/s3.ts";
import { SMTP_USER, type SmtpServer, smtpServer } from "./peers/smtp.ts";
import { keyPair, type SshManner, sshServer } from "./peers/ssh.ts";
import { DELIVERY, emptyFolder, toolsIn } from "./tools.ts";

const SMALL = 300_000;
const CONNECT_MS = 20_000;
const PATIENT = { connectMs: CONNECT_MS, stallMs: 30_000 };
const IMPATIENT = { connectMs: CONNECT_MS, stallMs: 300 };

/** Types that keep files to be downloaded. */
export async function kept(type: DestinationType): Promise<FileSubject> {
  const place = await emptyFolder();
  return {
    type,
    settings: {},
    tools: toolsIn(place.path),
    refused: {},
    size: SMALL,
    ...inFolder(join(place.path, "downloads", DELIVERY.run)),
    close: place.remove,
  };
}

export async function folders(): Promise<FileSubject> {
  const place = await emptyFolder();
  const path = join(place.path, "allowed", "below");
  await mkdir(path, { recursive: true });
  await mkdir(join(place.path, "allowed-not"));
  return {
    type: folder,
    settings: { folder: path },
    tools: toolsIn(place.path),
    refused: {
      "not there": { folder: join(path, "missing") },
      "not allowed": { folder: place.path },
      "not allowed, with a name that begins alike": { folder: join(place.path, "allowed-not") },
      "not allowed, by way of one that is": { folder: `${path}/../..` },
      "not a whole path": { folder: "allowed/below" },
    },
    size: SMALL,
    ...inFolder(path),
    close: place.remove,
  };
}

export async function storage(): Promise<FileSubject> {
  const place = await emptyFolder();
  const server = await s3Server(place.path);
  const tools = toolsIn(place.path);
  const once = { partBytes: 5 * 1024 * 1024, attempts: 1 };
  const settings = { endpoint: server.endpoint, bucket: BUCKET, prefix: "daily/", path_style: true, ...S3_KEYS };
  return {
    type: s3Within({ ...PATIENT, ...once }),
    settings,
    tools,
    refused: {
      "another key": { ...settings, access_key_id: "SOMEBODY", secret_access_key: "not-the-secret-access-key" },
      "a bucket that is not there": { ...settings, bucket: "elsewhere" },
    },
    size: 11_000_000,
    peer: { fault: server.fault, impatient: { type: s3Within({ ...IMPATIENT, ...once }), tools } },
    async found() {
      const objects = await filesIn(join(place.path, BUCKET, "daily"));
      return new Map(
        [...objects].flatMap(([name, bytes]) =>
          name.endsWith("._S3rver_object") ? [[name.slice(0, -"._S3rver_object".length), bytes]] : [],
        ),
      );
    },
    left: async () => server.unfinished(),
    async close() {
      await server.close();
      await place.remove();
    },
  };
}

const PASSWORD = "correct horse battery";
const PASSPHRASE = "staple by staple";
const plainKey = keyPair();
const lockedKey = keyPair(PASSPHRASE);

/** What signs in, by its name. */
export const SIGN_INS: Readonly<Record<string, SettingValues>> = {
  "a password": { password: PASSWORD },
  "a password that is asked for": { password: PASSWORD },
  "a key": { private_key: plainKey.private },
  "a key with a passphrase": { private_key: lockedKey.private, passphrase: PASSPHRASE },
};

export async function ssh(signIn: SettingValues, manner: SshManner): Promise<FileSubject & { attempts(): number }> {
  const place = await emptyFolder();
  const path = join(place.path, "in");
  const tools = toolsIn(place.path);
  await mkdir(path);
  const server = await sshServer(place.path, { password: PASSWORD, keys: [plainKey.public, lockedKey.public] }, manner);
  const anybody = { host: "127.0.0.1", port: server.port, user: "marketing", folder: "in", host_key: server.fingerprint };
  const settings = { ...anybody, ...signIn };
  return {
    type: sftpWithin(PATIENT),
    settings,
    tools,
    refused: {
      "another host key": { ...settings, host_key: `SHA256:${"A".repeat(43)}` },
      "no host key": { ...settings, host_key: undefined },
      "another user": { ...settings, user: "somebody" },
      "another password": { ...anybody, password: "wrong horse battery" },
      "a key that nobody knows": { ...anybody, private_key: keyPair().private },
      "another passphrase": { ...anybody, private_key: lockedKey.private, passphrase: "not the staple" },
      "no key at all": { ...anybody, private_key: "not a private key" },
      "nothing to sign in with": anybody,
      "a folder that is not there": { ...settings, folder: "missing" },
    },
    size: 3_000_000,
    attempts: server.attempts,
    peer: { fault: server.fault, impatient: { type: sftpWithin(IMPATIENT), tools } },
    ...inFolder(path),
    async close() {
      await server.close();
      await place.remove();
    },
  };
}

export async function letters(): Promise<FileSubject> {
  const place = await emptyFolder();
  const server = await smtpServer();
  const settings = { to: "ann@example.com, ben@example.com", subject: "Customers to call", carry: "attached" };
  return {
    type: email,
    settings,
    tools: toolsIn(place.path, smtpMail(smtpSettings(server), PATIENT)),
    // What the mail server itself refuses is looked at apart: the destination's test does not send a letter.
    refused: {},
    size: SMALL,
    peer: { fault: server.fault, impatient: { type: email, tools: toolsIn(place.path, smtpMail(smtpSettings(server), IMPATIENT)) } },
    async found() {
      return new Map(server.letters.flatMap(({ attachments }) => attachments.map(({ filename, content }) => [filename ?? "", content])));
    },
    left: async () => [],
    async close() {
      await server.close();
      await place.remove();
    },
  };
}

export function smtpSettings({ port }: SmtpServer): SmtpSettings {
  return { host: "127.0.0.1", port, security: "none", from: "Coterie <coterie@example.com>", ...SMTP_USER };
}

function inFolder(path: string): Pick<FileSubject, "found" | "left"> {
  return {
    found: async () => new Map([...(await filesIn(path))].filter(([name]) => !name.startsWith("."))),
    left: async () => [...(await filesIn(path)).keys()].filter((name) => name.startsWith(".")),
  };
}

async function filesIn(path: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" ? [] : Promise.reject(error),
  );
  const files = entries.filter((entry) => entry.isFile()).map(async ({ name }) => [name, await readFile(join(path, name))] as const);
  return new Map(await Promise.all(files));
}
