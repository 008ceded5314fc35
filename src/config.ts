import { delimiter, resolve } from "node:path";
import { type Endpoint, parseEndpoints } from "./engine/endpoint.ts";
import { AppError } from "./errors.ts";

/** What the environment says. The only place that reads it. */
export interface Config {
  /** `COTERIE_DATA`, absolute. */
  readonly dataDir: string | undefined;
  /** `CLICKHOUSE_BIN`. */
  readonly clickhouseBinary: string | undefined;
  /** `CLICKHOUSE_URL`: servers of the user's own instead of the local node; empty when it is not set. */
  readonly clickhouse: readonly Endpoint[];
  /** `CLICKHOUSE_CLUSTER`: the name of a cluster on whose shards the customers lie. */
  readonly cluster: string | undefined;
  /** `DATABASE_URL`. */
  readonly databaseUrl: string | undefined;
  /** `PORT`. */
  readonly port: number | undefined;
  /** `HOST`. */
  readonly host: string | undefined;
  /** `COTERIE_SECRET`. */
  readonly secret: string | undefined;
  /** `COTERIE_SECRET_OLD`: those that secrets of destinations may still be encrypted with, between commas. */
  readonly oldSecrets: readonly string[];
  /** `COTERIE_URL`: where people reach the page, for links in letters. */
  readonly publicUrl: string | undefined;
  /** `COTERIE_FOLDERS`: folders in which, and below which, exports may put files; absolute. */
  readonly folders: readonly string[];
  /** `COTERIE_DESTINATIONS`: modules of kinds of destinations from outside; absolute. */
  readonly destinationTypes: readonly string[];
  /** `COTERIE_TOKEN`, for a server named by `--server`. */
  readonly token: string | undefined;
}

export const DEFAULT_PORT = 4310;
export const LOOPBACK = "127.0.0.1";

const SHORTEST_SECRET = 32;

/** @throws AppError `invalid_config` naming the variable */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const value = (name: string): string | undefined => environment[name] || undefined;
  const dataDir = value("COTERIE_DATA");
  const secret = value("COTERIE_SECRET");
  if (secret !== undefined && secret.length < SHORTEST_SECRET) {
    throw new AppError("invalid_config", `COTERIE_SECRET has fewer than ${SHORTEST_SECRET} characters.`, {
      hint: "Make one with `openssl rand -hex 32`.",
    });
  }
  const clickhouse = parseEndpoints("CLICKHOUSE_URL", value("CLICKHOUSE_URL"));
  const cluster = value("CLICKHOUSE_CLUSTER");
  requireTogether(clickhouse, cluster);
  return {
    dataDir: dataDir === undefined ? undefined : resolve(dataDir),
    clickhouseBinary: value("CLICKHOUSE_BIN"),
    clickhouse,
    cluster,
    databaseUrl: value("DATABASE_URL"),
    port: parsePort("PORT", value("PORT")),
    host: value("HOST"),
    secret,
    oldSecrets: (value("COTERIE_SECRET_OLD") ?? "").split(",").map((old) => old.trim()).filter((old) => old !== ""),
    publicUrl: parseUrl("COTERIE_URL", value("COTERIE_URL")),
    folders: paths(value("COTERIE_FOLDERS")),
    destinationTypes: paths(value("COTERIE_DESTINATIONS")),
    token: value("COTERIE_TOKEN"),
  };
}

function requireTogether(clickhouse: readonly Endpoint[], cluster: string | undefined): void {
  if (cluster !== undefined && clickhouse.length === 0) {
    throw new AppError("invalid_config", "CLICKHOUSE_CLUSTER is set, and CLICKHOUSE_URL is not.", { hint: "Set CLICKHOUSE_URL to a server of the cluster." });
  }
  if (cluster === undefined && clickhouse.length > 1) {
    throw new AppError("invalid_config", "CLICKHOUSE_URL lists more than one server.", { hint: "Set CLICKHOUSE_CLUSTER to the cluster that they are shards of." });
  }
}

/** As in `PATH`. */
function paths(text: string | undefined): readonly string[] {
  return (text ?? "").split(delimiter).filter((path) => path !== "").map((path) => resolve(path));
}

function parseUrl(name: string, text: string | undefined): string | undefined {
  if (text === undefined || (URL.canParse(text) && /^https?:/.test(text))) return text;
  throw new AppError("invalid_config", `${name} is "${text}", which is no address of the web.`, { hint: "Write it as https://segments.example.com." });
}

/** @throws AppError `invalid_config` */
export function parsePort(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535 && /^\d+$/.test(text)) return port;
  throw new AppError("invalid_config", `${name} is "${text}", which is not a port.`, {
    hint: "A port is a number from 1 to 65535.",
  });
}
