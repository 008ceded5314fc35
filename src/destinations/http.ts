import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import type { Dispatcher } from "undici";
import { isOfNoCloud, isPublic, judgedLookup, type Lookup, notReached } from "./addresses.ts";
import { within } from "./cancel.ts";
import { Refused, Unreachable } from "./delivery-error.ts";
import { isCertificateError, said } from "./said.ts";

export interface HttpRequest {
  readonly method: "POST" | "PUT" | "GET";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether the address may be one of this machine or of a network that the internet does not reach; a cloud's own services never are. */
  readonly toPrivate: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** By name in lower case; undefined when there is none, or more than one. */
  readonly header: (name: string) => string | undefined;
  /** Its beginning. */
  readonly text: string;
}

/** Calls servers of others. Throws `Refused` for an address that may not be called, `Unreachable` when no answer comes. */
export interface Http {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export interface HttpOptions {
  /** Left out: the system's. */
  readonly lookup?: Lookup;
  /** Whether the internet reaches an address; left out: as IANA gives them out. */
  readonly judge?: (address: string) => boolean;
  /** Milliseconds until a connection stands; left out: 10,000. */
  readonly connectMs?: number;
  /** Milliseconds until an answer has come whole after that; left out: 30,000. */
  readonly answerMs?: number;
}

const MOST_ANSWER_BYTES = 64 * 1024;
const MOST_REDIRECTS = 3;
/** Those that keep the method and the body. */
const REDIRECTS: readonly number[] = [307, 308];
/** What is for the server that was named, and for no other that it sends on to. */
const FOR_ONE_SERVER: readonly string[] = ["authorization", "cookie"];

/**
 * Addresses are judged when the connection is made: a name that is found elsewhere by then, or a server that sends on to another,
 * reaches nothing that was not allowed.
 */
export function http({ lookup = systemLookup, judge = isPublic, connectMs = 10_000, answerMs = 30_000 }: HttpOptions = {}): Http {
  const agent = async (connect: { readonly lookup: LookupFunction }): Promise<Dispatcher> => {
    const { Agent } = await import("undici");
    return new Agent({ headersTimeout: answerMs, bodyTimeout: answerMs, connect: { timeout: connectMs, ...connect } });
  };
  let open: Promise<Dispatcher> | undefined;
  let guarded: Promise<Dispatcher> | undefined;
  return {
    async send(sent, signal) {
      const allowed = sent.toPrivate ? isOfNoCloud : judge;
      const dispatcher = await (sent.toPrivate
        ? (open ??= agent({ lookup: judgedLookup(lookup, isOfNoCloud) }))
        : (guarded ??= agent({ lookup: judgedLookup(lookup, judge) })));
      let url = addressOf(sent.url, undefined, allowed);
      let { headers } = sent;
      for (let redirects = 0; ; redirects += 1) {
        // A server that sends a byte now and then is late as well.
        const answer = await within(connectMs + answerMs, `${url.host} did not answer in time.`, signal, (either) =>
          answered(url, { ...sent, headers }, dispatcher, either),
        );
        const location = answer.header("location");
        if (!REDIRECTS.includes(answer.status) || location === undefined) return answer;
        if (redirects === MOST_REDIRECTS) throw new Refused(`${url.host} sends from one address to another without end.`);
        const next = addressOf(location, url, allowed);
        if (url.protocol === "https:" && next.protocol !== "https:") {
          throw new Refused(`${url.host} sends on to an address that is not encrypted.`);
        }
        if (next.origin !== url.origin) {
          headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !FOR_ONE_SERVER.includes(name.toLowerCase())));
        }
        url = next;
      }
    },
    async close() {
      await Promise.all([open, guarded].map(async (each) => (await each)?.destroy()));
    },
  };
}

async function answered(
  url: URL,
  { method, headers, body }: HttpRequest,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { request } = await import("undici");
  try {
    const answer = await request(url, { method, headers: { ...headers }, ...(body !== undefined && { body }), dispatcher, signal });
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of answer.body) {
      const part: unknown = chunk;
      if (!(part instanceof Uint8Array)) continue;
      chunks.push(part);
      bytes += part.length;
      // The rest is not waited for.
      if (bytes >= MOST_ANSWER_BYTES) break;
    }
    return {
      status: answer.statusCode,
      header(name) {
        const value = answer.headers[name];
        return typeof value === "string" ? value : undefined;
      },
      text: Buffer.concat(chunks).subarray(0, MOST_ANSWER_BYTES).toString(),
    };
  } catch (error) {
    if (signal.aborted || error instanceof Refused) throw error;
    if (error instanceof Error && error.cause instanceof Refused) throw error.cause;
    if (isCertificateError(error)) throw new Refused(`The certificate of ${url.host} is not trusted: ${said(error)}.`, { cause: error });
    throw new Unreachable(`${url.host} did not answer: ${said(error)}.`, { cause: error });
  }
}

/** The text is not repeated in errors: an address may hold what is secret. */
function addressOf(text: string, base: URL | undefined, allowed: (address: string) => boolean): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined;
  const what = base === undefined ? "The address" : `What ${base.host} sends on to`;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    throw new Refused(`${what} is no address of the web.`, { hint: "An address begins with https://." });
  }
  if (url.username !== "" || url.password !== "") {
    throw new Refused(`${what} names a user or a password.`, { hint: "Where the destination has a setting for that, use it." });
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A host that is an address is not looked up.
  if (isIP(host) !== 0 && !allowed(host)) throw notReached(host);
  return url;
}
