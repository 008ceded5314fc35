import { createHash } from "node:crypto";
import { once } from "node:events";
import { constants } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import ssh2, { type AuthContext, type Connection, type SFTPWrapper } from "ssh2";
import type { Fault } from "../conformance.ts";
import { addressOf } from "./receiver.ts";

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;

/** A server that is reached by SSH, with a folder. */
export interface SshServer {
  readonly port: number;
  readonly fingerprint: string;
  /** How often somebody tried to sign in. */
  attempts(): number;
  fault(fault?: Fault): void;
  close(): Promise<void>;
}

export interface SshUsers {
  readonly password: string;
  /** Public keys, as in `authorized_keys`. */
  readonly keys: readonly string[];
}

export interface SshManner {
  /** Knows `posix-rename@openssh.com`, as OpenSSH's does; else it refuses to rename over a file, as the standard says. */
  readonly posixRename: boolean;
  /** Asks for the password as a question, and takes it in no other way. */
  readonly asks?: true;
}

export function keyPair(passphrase?: string): { readonly private: string; readonly public: string } {
  return ssh2.utils.generateKeyPairSync("ed25519", passphrase === undefined ? {} : { passphrase, cipher: "aes256-ctr", rounds: 1 });
}

export async function sshServer(folder: string, { password, keys }: SshUsers, { posixRename, asks }: SshManner): Promise<SshServer> {
  const host = keyPair();
  let now: Fault | undefined;
  let attempts = 0;
  const known = keys.map(parsed);
  const connections = new Set<Connection>();
  /** Undefined: it is told later. */
  const isAllowed = (context: AuthContext): boolean | undefined => {
    if (context.username !== "marketing") return false;
    if (asks) {
      if (context.method !== "keyboard-interactive") return false;
      context.prompt([{ prompt: "Password: ", echo: false }], ([answer]) => (answer === password ? context.accept() : context.reject()));
      return undefined;
    }
    if (context.method === "password") return context.password === password;
    if (context.method !== "publickey") return false;
    const { key, signature, blob, hashAlgo } = context;
    const found = known.find((each) => each.getPublicSSH().equals(key.data));
    if (found === undefined) return false;
    return signature === undefined || blob === undefined || found.verify(blob, signature, hashAlgo) === true;
  };
  const server = new ssh2.Server({ hostKeys: [host.private] }, (connection) => {
    connections.add(connection);
    connection.on("error", () => {});
    connection.on("close", () => connections.delete(connection));
    connection.on("authentication", (context) => {
      attempts += 1;
      const isIn = isAllowed(context);
      if (isIn === undefined) return;
      if (isIn) context.accept();
      else context.reject(asks ? ["keyboard-interactive"] : ["password", "publickey"]);
    });
    connection.on("ready", () => {
      connection.on("session", (accept) => {
        accept().on("sftp", (begin) => {
          if (posixRename) tellExtensions(connection);
          serve(begin(), folder, () => now, connection);
        });
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: addressOf(server.address()).port,
    fingerprint: `SHA256:${createHash("sha256").update(parsed(host.public).getPublicSSH()).digest("base64").replace(/=+$/, "")}`,
    attempts: () => attempts,
    fault(fault) {
      now = fault;
    },
    async close() {
      for (const connection of connections) connection.end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** ssh2's server (1.17) tells nobody of extensions: this adds them to the first packet that it sends. */
function tellExtensions(connection: Connection): void {
  const protocol: { channelData(channel: number, data: Buffer): void } = Reflect.get(connection, "_protocol");
  const send = protocol.channelData.bind(protocol);
  const named = Buffer.concat(["posix-rename@openssh.com", "1", "fsync@openssh.com", "1"].map(packed));
  const version = Buffer.concat([uint32(5 + named.length), Buffer.from([2]), uint32(3), named]);
  protocol.channelData = (channel, data) => {
    protocol.channelData = send;
    send(channel, version);
    void data;
  };
}

function serve(sftp: SFTPWrapper, folder: string, fault: () => Fault | undefined, connection: Connection): void {
  const handles = new Map<number, FileHandle>();
  connection.on("close", () => handles.forEach((each) => void each.close().catch(() => {})));
  const local = (path: string): string => join(folder, path);
  const answered = (id: number, work: () => Promise<void>): void => {
    if (fault() === "stall") return;
    if (fault() === "drop") return void Reflect.get(connection, "_sock").destroy();
    if (fault() === "busy") return sftp.status(id, STATUS_CODE.FAILURE);
    work().catch((error: NodeJS.ErrnoException) => {
      sftp.status(
        id,
        error.code === "ENOENT" ? STATUS_CODE.NO_SUCH_FILE : error.code === "EACCES" ? STATUS_CODE.PERMISSION_DENIED : STATUS_CODE.FAILURE,
        error.message,
      );
    });
  };
  const ok = (id: number, work: () => Promise<unknown>): void =>
    answered(id, async () => {
      await work();
      sftp.status(id, STATUS_CODE.OK);
    });
  const handle = (key: Buffer): FileHandle => {
    const found = handles.get(key.readUInt32BE());
    if (found === undefined) throw new Error("no such handle");
    return found;
  };
  sftp.on("OPEN", (id, path, flags) =>
    answered(id, async () => {
      const exclusive = (flags & OPEN_MODE.EXCL) !== 0 ? constants.O_EXCL : 0;
      const truncate = (flags & OPEN_MODE.TRUNC) !== 0 ? constants.O_TRUNC : 0;
      handles.set(id, await open(local(path), constants.O_WRONLY | constants.O_CREAT | exclusive | truncate));
      sftp.handle(id, uint32(id));
    }),
  );
  sftp.on("WRITE", (id, key, offset, data) => ok(id, () => handle(key).write(data, 0, data.length, offset)));
  sftp.on("CLOSE", (id, key) =>
    ok(id, () =>
      handle(key)
        .close()
        .finally(() => handles.delete(key.readUInt32BE())),
    ),
  );
  sftp.on("STAT", (id, path) =>
    answered(id, async () => {
      const { size, mode, uid, gid } = await stat(local(path));
      sftp.attrs(id, { size, mode, uid, gid, atime: 0, mtime: 0 });
    }),
  );
  sftp.on("REMOVE", (id, path) => ok(id, () => rm(local(path))));
  sftp.on("RENAME", (id, from, to) =>
    ok(id, async () => {
      if (
        await stat(local(to)).then(
          () => true,
          () => false,
        )
      )
        throw new Error(`${basename(to)} is there`);
      await rename(local(from), local(to));
    }),
  );
  sftp.on("EXTENDED", (id, name, data) =>
    ok(id, async () => {
      const [first, second] = unpacked(data);
      if (name === "fsync@openssh.com") await handle(Buffer.from(first ?? "", "latin1")).sync();
      else await rename(local(first ?? ""), local(second ?? ""));
    }),
  );
}

function parsed(key: string): ssh2.ParsedKey {
  const read = ssh2.utils.parseKey(key);
  if (read instanceof Error) throw read;
  return Array.isArray(read) ? read[0] : read;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function packed(text: string): Buffer {
  return Buffer.concat([uint32(text.length), Buffer.from(text)]);
}

function unpacked(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    texts.push(bytes.subarray(at + 4, at + 4 + length).toString("latin1"));
    at += 4 + length;
  }
  return texts;
}
