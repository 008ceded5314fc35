import { AppError } from "../errors.ts";

/** Where a ClickHouse node answers over HTTP, and as whom to call it. */
export interface Endpoint {
  /** Without the user and the password: it may be shown. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How long, in milliseconds, a connection that is not used may be used again: less than the node keeps it open. */
  readonly idleMs: number;
}

/** Servers keep connections open for 3 seconds at least, unless told otherwise. */
const IDLE_MS = 2_500;

/**
 * Reads addresses such as `https://user:password@host:8443`, separated by commas.
 *
 * @param name what gives them, for the error: it never repeats an address, which may hold a password
 * @throws AppError `invalid_config`
 */
export function parseEndpoints(name: string, text: string | undefined): readonly Endpoint[] {
  if (text === undefined) return [];
  return text.split(",").map((address) => parseEndpoint(name, address.trim()));
}

function parseEndpoint(name: string, address: string): Endpoint {
  const wrong = (what: string): AppError =>
    new AppError("invalid_config", `${name} holds ${what}.`, {
      hint: "Write http://user:password@host:8123, or https with the port of your server; several with commas in between.",
    });
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw wrong("something that is no address");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") throw wrong("an address that is not of HTTP");
  // The names of the databases are fixed: one that is named here would be ignored.
  const isPlain = url.pathname === "/" && url.search === "" && url.hash === "";
  if (!isPlain) throw wrong(`an address with more than a host and a port (${url.host})`);
  return {
    url: url.origin,
    user: url.username === "" ? "default" : decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    headers: {},
    idleMs: IDLE_MS,
  };
}

/** The same user at another host. */
export function atHost(endpoint: Endpoint, host: string): Endpoint {
  const url = new URL(endpoint.url);
  url.hostname = host.includes(":") ? `[${host}]` : host;
  return { ...endpoint, url: url.origin };
}
