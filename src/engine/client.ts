import { type ClickHouseClient, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { AppError } from "../errors.ts";
import type { Endpoint } from "./endpoint.ts";
import { within } from "./patience.ts";
import { SCRATCH } from "./schema.ts";

/** Longer than any import: a request ends by its signal or by the engine's own limits. */
const REQUEST_TIMEOUT_MS = 6 * 3_600_000;

/** To say which databases there are. */
const FIRST_ANSWER_MS = 30_000;

/** Sent with every query, so that a server's own defaults change no answer. */
const SETTINGS = {
  output_format_json_quote_64bit_integers: 0,
  date_time_output_format: "iso",
  session_timezone: "UTC",
  join_use_nulls: 0,
  transform_null_in: 0,
  max_query_size: String(64 * 2 ** 20),
  max_ast_elements: "10000000",
  max_expanded_ast_elements: "10000000",
} as const;

export interface ClientOptions {
  /** The database in which names without one are looked up. */
  readonly database: string;
  readonly connections: number;
  /** Engine settings for every query, by their ClickHouse names. */
  readonly settings: Readonly<Record<string, string | number>>;
  /** Milliseconds that the first answer may take; left out: `FIRST_ANSWER_MS`. */
  readonly firstAnswerMs?: number;
}

/**
 * Makes the databases that are missing, and a client that works in one of them.
 *
 * @throws AppError `engine_gone` when there is no answer in time, and what the client throws
 */
export async function connect(endpoint: Endpoint, { database, connections, settings, firstAnswerMs = FIRST_ANSWER_MS }: ClientOptions): Promise<ClickHouseClient> {
  const options = {
    url: endpoint.url,
    username: endpoint.user,
    password: endpoint.password,
    http_headers: { ...endpoint.headers },
    request_timeout: REQUEST_TIMEOUT_MS,
    max_open_connections: connections,
    keep_alive: { enabled: true, idle_socket_ttl: endpoint.idleMs },
    use_multipart_params_auto: true,
    // Every failure reaches the caller, who knows whether it is one.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { ...SETTINGS, ...settings },
  } as const;
  const first = createClient(options);
  const made = makeDatabases(first, [
    { name: database, engine: "Atomic" },
    { name: SCRATCH, engine: "Memory" },
  ]);
  try {
    await within(firstAnswerMs, made, () => silent(endpoint, firstAnswerMs));
  } finally {
    await first.close();
  }
  return createClient({ ...options, database });
}

function silent(endpoint: Endpoint, waitedMs: number): AppError {
  return new AppError("engine_gone", `The engine at ${new URL(endpoint.url).host} took a connection and did not answer within ${waitedMs / 1000} s.`, {
    hint: "Try again. If it stays so, `npx coterie doctor` says what is wrong.",
  });
}

/** Only those that are missing: making one needs a right that the user of a server may not have. */
async function makeDatabases(client: ClickHouseClient, wanted: readonly { name: string; engine: string }[]): Promise<void> {
  const result = await client.query({ query: "SELECT name FROM system.databases", format: "JSONEachRow" });
  const names = (await result.json<{ name: string }>()).map(({ name }) => name);
  for (const { name, engine } of wanted) {
    if (!names.includes(name)) await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${name} ENGINE = ${engine}` });
  }
}
