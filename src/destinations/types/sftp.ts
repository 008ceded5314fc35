import { posix } from "node:path";
import { tidied, unlessAborted, unlessCancelled } from "../cancel.ts";
import { Refused, Unreachable } from "../delivery-error.ts";
import { type DestinationType, destinationType, type FileSink, type OutgoingFile } from "../destination-type.ts";
import { said } from "../said.ts";
import { piecesOf } from "./pieces.ts";
import { connect, type Connection, type SftpLimits } from "./sftp-connection.ts";
import { type SftpSettings, sftpSettings } from "./sftp-settings.ts";

/** So much is asked of a server at once, and so many times before it has answered. */
const PIECE_BYTES = 32 * 1024;
const MOST_WAITING = 32;
const TIDY_MS = 500;

export const sftp = sftpWithin({ connectMs: 20_000, stallMs: 60_000 });

/** The type with limits of its own. */
export function sftpWithin(limits: SftpLimits): DestinationType<SftpSettings> {
  return destinationType({
    id: "sftp",
    title: "SFTP",
    summary: "Puts a file into a folder of a server that is reached by SSH.",
    settings: sftpSettings,
    modes: ["whole", "changes"],
    promised: "exactly_once",
    promise: "A file is written beside under another name and renamed once it is whole; sent again, it takes the place of the first.",
    takes: {
      kind: "files",
      formats: ["csv", "ndjson", "json", "parquet", "xlsx"],
      async open(filled, { run }, _tools, signal): Promise<FileSink> {
        const connection = await connect(filled, limits, signal);
        return {
          put: (file, cancelled) => put(connection, filled, file, run, cancelled),
          async close() {
            connection.close();
          },
        };
      },
    },
    async test(filled, { now }, signal) {
      const connection = await connect(filled, limits, signal);
      try {
        await during(connection, filled, signal, () => tryFolder(connection, filled, `.coterie-test-${now()}.part`));
      } finally {
        connection.close();
      }
    },
  });
}

async function put(connection: Connection, filled: SftpSettings, file: OutgoingFile, run: string, signal: AbortSignal): Promise<string> {
  const target = pathOf(filled, file.name);
  // The same when it is sent again, so that what was cut short is written over.
  const part = pathOf(filled, `.${file.name}.${run}.part`);
  try {
    await during(connection, filled, signal, async (live) => {
      const bytes = await writeFile(connection, part, unlessCancelled(file.bytes(), live));
      const { size } = await connection.ask<{ readonly size: number }>((sftp, done) => sftp.stat(part, done));
      if (size !== bytes) throw new Unreachable(`The server has ${size} of ${bytes} bytes of ${file.name}.`);
      live.throwIfAborted();
      await rename(connection, part, target);
    });
  } catch (error) {
    if (!connection.gone.aborted) {
      await tidied(
        TIDY_MS,
        connection.ask<void>((sftp, done) => sftp.unlink(part, done)),
      );
    }
    throw error;
  }
  return `sftp://${filled.host}${filled.port === 22 ? "" : `:${filled.port}`}/${target.replace(/^\//, "")}`;
}

async function writeFile(connection: Connection, path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const handle = await connection.ask<Buffer>((sftp, done) => sftp.open(path, "w", done));
  const waiting: Promise<void>[] = [];
  let written = 0;
  for await (const piece of piecesOf(bytes, PIECE_BYTES)) {
    const at = written;
    written += piece.length;
    const answer = connection.ask<void>((sftp, done) => sftp.write(handle, piece, 0, piece.length, at, done));
    answer.catch(() => {});
    waiting.push(answer);
    if (waiting.length >= MOST_WAITING) await waiting.shift();
  }
  await Promise.all(waiting);
  // Servers other than OpenSSH's do not know how to.
  await connection.ask<void>((sftp, done) => sftp.ext_openssh_fsync(handle, done)).catch(unlessUnknown);
  await connection.ask<void>((sftp, done) => sftp.close(handle, done));
  return written;
}

/** In one step where the server can; else the old file goes first. */
async function rename(connection: Connection, from: string, to: string): Promise<void> {
  const isDone = await connection.ask<void>((sftp, done) => sftp.ext_openssh_rename(from, to, done)).then(() => true, unlessUnknown);
  if (isDone) return;
  const renamed = (): Promise<void> => connection.ask((sftp, done) => sftp.rename(from, to, done));
  const failed = await renamed().then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failed === undefined) return;
  // By the standard, a server does not rename over a file.
  await connection.ask<void>((sftp, done) => sftp.unlink(to, done)).catch(() => Promise.reject(failed));
  await renamed();
}

/** ssh2 (1.17) throws it before anything is sent. */
function unlessUnknown(error: unknown): false {
  if (error instanceof Error && error.message === "Server does not support this extended request") return false;
  throw error;
}

async function tryFolder(connection: Connection, filled: SftpSettings, name: string): Promise<void> {
  const path = pathOf(filled, name);
  const handle = await connection.ask<Buffer>((sftp, done) => sftp.open(path, "wx", done));
  await connection.ask<void>((sftp, done) => sftp.close(handle, done));
  await connection.ask<void>((sftp, done) => sftp.unlink(path, done));
}

function pathOf({ folder }: SftpSettings, name: string): string {
  return posix.join(folder ?? ".", name);
}

/** Does something with the connection for as long as that stands. Throws `DeliveryError`. */
async function during(
  connection: Connection,
  filled: SftpSettings,
  signal: AbortSignal,
  work: (live: AbortSignal) => Promise<void>,
): Promise<void> {
  const live = AbortSignal.any([signal, connection.gone]);
  try {
    await unlessAborted(work(live), live);
  } catch (error) {
    signal.throwIfAborted();
    connection.gone.throwIfAborted();
    throw sftpError(error, filled) ?? error;
  }
}

const [NO_SUCH_FILE, PERMISSION_DENIED, FAILURE] = [2, 3, 4];

/** What an answer of the server means; undefined: it is none. */
function sftpError(error: unknown, { folder, password, passphrase }: SftpSettings): Refused | Unreachable | undefined {
  const status = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof status !== "number") return undefined;
  const where = folder === undefined ? "The folder on the server" : `The folder ${folder} on the server`;
  if (status === NO_SUCH_FILE) return new Refused(`${where} is not there.`, { cause: error });
  if (status === PERMISSION_DENIED) return new Refused(`${where} may not be written by this user.`, { cause: error });
  const words = said(error, [password, passphrase]);
  if (status === FAILURE) return new Unreachable(`The server could not do it: ${words}.`, { cause: error });
  return new Unreachable(`The server answered: ${words}.`, { cause: error });
}
