import { createHash } from "node:crypto";
import type { Client, ConnectConfig, SFTPWrapper } from "ssh2";
import { within } from "../cancel.ts";
import { type DeliveryError, Refused, Unreachable } from "../delivery-error.ts";
import { said } from "../said.ts";
import type { SftpSettings } from "./sftp-settings.ts";

export interface SftpLimits {
  /** Milliseconds until the user is signed in. */
  readonly connectMs: number;
  /** Milliseconds in which the server may leave everything unanswered. */
  readonly stallMs: number;
}

export interface Connection {
  /** Asks the server something. When nothing that was asked is answered for long, the connection ends. */
  ask<T>(question: (sftp: SFTPWrapper, done: (error: Error | null | undefined, answer: T) => void) => void): Promise<T>;
  /** Aborts with `Unreachable` when the connection ends. */
  readonly gone: AbortSignal;
  close(): void;
}

const KEEP_ALIVE_MS = 10_000;

/** Signs in. Throws `DeliveryError`. */
export async function connect(settings: SftpSettings, limits: SftpLimits, signal: AbortSignal): Promise<Connection> {
  if (settings.password === undefined && settings.private_key === undefined) {
    throw new Refused("There is neither a password nor a private key to sign in with.", { hint: "Fill one of them in." });
  }
  const { Client } = (await import("ssh2")).default;
  const client = new Client();
  const gone = new AbortController();
  const end = (why: string, cause?: unknown): void => gone.abort(new Unreachable(`${settings.host} ${why}.`, { cause }));
  let shown: string | undefined;
  try {
    const sftp = await within(
      limits.connectMs,
      `${settings.host} did not let anybody in within ${limits.connectMs / 1000} seconds.`,
      signal,
      async () => {
        await signedIn(
          client,
          configOf(settings, limits, (fingerprint) => (shown = fingerprint)),
          settings,
        );
        client.on("close", () => end("ended the connection"));
        client.on("error", (error) => end(`ended the connection: ${said(error)}`, error));
        return opened(client);
      },
    );
    const stall = new StallWatch(limits.stallMs, () => {
      end(`did not answer for ${limits.stallMs / 1000} seconds`);
      client.destroy();
    });
    return {
      gone: gone.signal,
      ask: (question) =>
        stall.watch(new Promise((resolve, reject) => question(sftp, (error, answer) => (error ? reject(error) : resolve(answer))))),
      close() {
        stall.end();
        client.end();
        client.destroy();
      },
    };
  } catch (error) {
    client.destroy();
    signal.throwIfAborted();
    if (shown !== undefined && shown !== settings.host_key) throw otherHostKey(settings, shown);
    throw connectError(error, settings);
  }
}

function configOf(
  { host, port, user, password, private_key, passphrase, host_key }: SftpSettings,
  { connectMs }: SftpLimits,
  see: (fingerprint: string) => void,
): ConnectConfig {
  return {
    host,
    port,
    username: user,
    ...(password !== undefined && { password, tryKeyboard: true }),
    ...(private_key !== undefined && { privateKey: private_key }),
    ...(passphrase !== undefined && { passphrase }),
    hostVerifier(key: Buffer) {
      const fingerprint = `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
      see(fingerprint);
      return fingerprint === host_key;
    },
    readyTimeout: connectMs,
    keepaliveInterval: KEEP_ALIVE_MS,
  };
}

function signedIn(client: Client, config: ConnectConfig, { password }: SftpSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once("ready", resolve);
    client.on("error", reject);
    client.once("close", () => reject(new Error("it ended the connection")));
    // Some servers ask for the password as if it was a question among others.
    client.on("keyboard-interactive", (_name, _words, _language, prompts, answer) => answer(prompts.map(() => password ?? "")));
    client.connect(config);
  });
}

function opened(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp))));
}

function otherHostKey({ host, host_key }: SftpSettings, shown: string): Refused {
  const message =
    host_key === undefined
      ? `The host key of ${host} is not filled in; it shows ${shown}.`
      : `${host} shows the host key ${shown}, and not the one that is filled in.`;
  return new Refused(message, { hint: `Ask who runs ${host} whether ${shown} is theirs. If it is, fill it in as the host key.` });
}

function connectError(error: unknown, { host, password, passphrase }: SftpSettings): DeliveryError {
  if (error instanceof Refused || error instanceof Unreachable) return error;
  const words = said(error, [password, passphrase]);
  const options = { cause: error };
  if (/private key|privateKey|passphrase/i.test(words)) {
    return new Refused(`The private key can't be read: ${words}.`, {
      ...options,
      hint: "Fill the private key and its passphrase in again.",
    });
  }
  const level = error instanceof Error && "level" in error ? error.level : undefined;
  if (level === "client-authentication") {
    return new Refused(`${host} does not let the user in.`, { ...options, hint: "Mend the user, the password or the private key." });
  }
  if (level === "handshake" || level === "protocol") {
    return new Refused(`${host} and Coterie have no way of encrypting in common, or it is no SSH server: ${words}.`, options);
  }
  return new Unreachable(`${host} can't be reached: ${words}.`, options);
}

/** Tells when of all that is waited for nothing comes for so long. */
class StallWatch {
  readonly #timer: NodeJS.Timeout;
  #waiting = 0;

  constructor(ms: number, stalled: () => void) {
    this.#timer = setTimeout(() => {
      if (this.#waiting > 0) stalled();
      else this.#timer.refresh();
    }, ms);
    this.#timer.unref();
  }

  watch<T>(answer: Promise<T>): Promise<T> {
    if (this.#waiting === 0) this.#timer.refresh();
    this.#waiting += 1;
    return answer.finally(() => {
      this.#waiting -= 1;
      this.#timer.refresh();
    });
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
