import { Socket } from "node:net";
import { within } from "../cancel.ts";
import { type DeliveryError, Refused, Unreachable } from "../delivery-error.ts";
import { codeOf, isCertificateError, isNetworkError, said } from "../said.ts";
import type { Filled } from "../setting.ts";

export const postgresSettings = {
  host: { kind: "text", where: "server", label: "Host", placeholder: "db.example.com", pattern: /^[^\s/@]+$/, help: "A name or an address." },
  port: { kind: "number", where: "server", label: "Port", least: 1, most: 65_535, default: 5432 },
  database: { kind: "text", where: "place", label: "Database" },
  user: { kind: "text", label: "User" },
  password: { kind: "text", label: "Password", secret: true, optional: true },
  tls: {
    kind: "choice",
    where: "server",
    label: "Encryption",
    choices: [
      { value: "verify", label: "Encrypted, certificate checked" },
      { value: "require", label: "Encrypted, certificate not checked" },
      { value: "none", label: "Not encrypted" },
    ],
    default: "verify",
  },
  ca: {
    kind: "text",
    where: "server",
    label: "Certificate authority",
    lines: true,
    optional: true,
    placeholder: "-----BEGIN CERTIFICATE-----",
    help: "That signed the server's certificate, where the system does not know it.",
  },
  table: {
    kind: "text",
    where: "place",
    label: "Table",
    placeholder: "marketing.audience",
    pattern: /^[^\s."]+(?:\.[^\s."]+)?$/,
    help: "schema.table, or a table of the schema public.",
    most: 127,
  },
  key: {
    kind: "text",
    label: "Key",
    placeholder: "customer",
    help: "The column by which a row is found again, with a unique constraint: the customer's key, or one in which no two may have the same. It should never change.",
    most: 63,
  },
  create: { kind: "boolean", label: "Make the table when it is missing", default: false },
} as const;

export type PostgresSettings = Filled<typeof postgresSettings>;

export interface PostgresLimits {
  /** Milliseconds until the user is signed in. */
  readonly connectMs: number;
  /** Milliseconds that a statement for one batch takes at most. */
  readonly batchMs: number;
  /** Milliseconds that replacing the content of a table takes at most. */
  readonly replaceMs: number;
}

export interface PostgresConnection {
  /** Throws what the server says, as it is, and `Unreachable` when it took longer than `ms`: then the connection is gone. */
  query(text: string, values: readonly unknown[], ms: number, signal: AbortSignal): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** Signs in. Throws `DeliveryError`. */
export async function connect(settings: PostgresSettings, { connectMs }: PostgresLimits, signal: AbortSignal): Promise<PostgresConnection> {
  const { Client } = (await import("pg")).default;
  const { host, port, database, user, password, tls, ca } = settings;
  const socket = new Socket();
  const client = new Client({
    host,
    port,
    database,
    user,
    // A function, so that none of the environment of the process is taken for one that is left out.
    password: () => password ?? "",
    ssl: tls === "none" ? false : { rejectUnauthorized: tls === "verify", ...(ca !== undefined && { ca }) },
    stream: () => socket,
    application_name: "Coterie",
    keepAlive: true,
  });
  // What waits for an answer is told of it too.
  client.on("error", () => {});
  try {
    await within(connectMs, `${host} did not let anybody in within ${connectMs / 1000} seconds.`, signal, () => client.connect());
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    throw postgresError(error, settings) ?? error;
  }
  return {
    async query(text, values, ms, cancelled) {
      try {
        const { rows } = await within(ms, `${host} did not finish a statement within ${ms / 1000} seconds.`, cancelled, () =>
          client.query<Record<string, unknown>>(text, [...values]),
        );
        return rows;
      } catch (error) {
        if (cancelled.aborted || error instanceof Unreachable) socket.destroy();
        throw error;
      }
    },
    async close() {
      await Promise.race([client.end(), new Promise((resolve) => socket.once("close", resolve))]).catch(() => {});
      socket.destroy();
    },
  };
}

/** Whether the table refused a row for what it holds: data exceptions, broken constraints, and a key that is in one statement twice. */
export function isOfRow(error: unknown): boolean {
  return /^(?:22|23)\w{3}$|^21000$/.test(codeOf(error) ?? "");
}

/** Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html after which the same may succeed. */
const LATER = ["08", "40", "53", "55", "57", "58", "XX"];

const PLAIN = "Turn TLS on at the server, or choose “Not encrypted” as the encryption.";
const CERTIFICATE = "Fill in the certificate authority that signed it, or choose “Encrypted, certificate not checked” as the encryption.";
const SIGN_IN = "Mend the user or the password.";

/** What a failure means; undefined: it is none of the database. */
export function postgresError(error: unknown, { host, user, password }: PostgresSettings): DeliveryError | undefined {
  if (error instanceof Refused || error instanceof Unreachable) return error;
  const words = said(error, [password]);
  const code = codeOf(error) ?? "";
  const options = { cause: error };
  if (isCertificateError(error)) return new Refused(`The certificate of ${host} is not trusted: ${words}.`, { ...options, hint: CERTIFICATE });
  if (isNetworkError(error)) return new Unreachable(`${host} can't be reached: ${words}.`, options);
  if (/^The server does not support SSL/.test(words)) {
    return new Refused(`${host} does not take connections that are encrypted: ${words}.`, { ...options, hint: PLAIN });
  }
  if (/^SASL/.test(words)) return new Refused(`${host} does not let ${user} in: ${words}.`, { ...options, hint: SIGN_IN });
  if (/^(?:Connection terminated|timeout expired|Client (?:was closed|has encountered))/.test(words)) {
    return new Unreachable(`${host} ended the connection: ${words}.`, options);
  }
  if (!/^[0-9A-Z]{5}$/.test(code)) return undefined;
  if (LATER.includes(code.slice(0, 2))) return new Unreachable(`${host} does not do it now: ${words}.`, options);
  if (code === "42501") {
    return new Refused(`${user} may not do that: ${words}.`, {
      ...options,
      hint: "Give the user the rights that the documents of this destination name.",
    });
  }
  return new Refused(`${host} refuses: ${words}.`, options);
}
