import { Refused, Rejected, Unreachable } from "../delivery-error.ts";
import { type Batch, type Delivery, destinationType, type Tools } from "../destination-type.ts";
import type { HttpAnswer } from "../http.ts";
import { said } from "../said.ts";
import type { Filled } from "../setting.ts";

const settings = {
  url: {
    kind: "text",
    where: "server",
    label: "Address",
    placeholder: "https://example.com/customers",
    pattern: /^https?:\/\/\S+$/,
    help: "An address that begins with https:// (or http://).",
    most: 2000,
  },
  secret: {
    kind: "text",
    label: "Signing secret",
    secret: true,
    placeholder: "whsec_…",
    // 24 bytes and more, as the rule says.
    pattern: /^whsec_(?:[A-Za-z0-9+/]{4}){8,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
    help: "whsec_ and 24 to 64 random bytes in base64, the same as at the receiver. `openssl rand -base64 32` makes some.",
  },
  authorization: {
    kind: "text",
    label: "Authorization header",
    secret: true,
    optional: true,
    placeholder: "Bearer …",
    pattern: /^[\x20-\x7E]+$/,
    help: "Sent as it is, for receivers that want one.",
    most: 2000,
  },
  batch: { kind: "number", label: "Customers a request", least: 1, most: 5000, default: 500 },
  private: {
    kind: "boolean",
    label: "Allow private addresses",
    default: false,
    help: "Of this machine and of networks that the internet does not reach.",
  },
} as const;

type WebhookSettings = Filled<typeof settings>;

/** Signed as https://www.standardwebhooks.com says. */
export const webhook = destinationType({
  id: "webhook",
  title: "Webhook",
  summary: "Sends customers to an address of yours in batches, as JSON signed by the Standard Webhooks rule.",
  settings,
  modes: ["whole", "changes"],
  promised: "at_least_once",
  promise:
    "A batch that was not answered is sent again with the same `webhook-id`: a receiver that remembers ids takes each customer once.",
  takes: {
    kind: "rows",
    rows: ({ batch }) => batch,
    async open(filled, delivery, tools) {
      return {
        async send(batch, signal) {
          await post(filled, tools, batch.id, body(batch, delivery, tools.now()), signal);
          return [];
        },
        async finish() {},
        async close() {},
      };
    },
  },
  async test(filled, tools, signal) {
    const now = tools.now();
    await post(filled, tools, `test_${now}`, { type: "destination.tested", timestamp: new Date(now).toISOString(), data: {} }, signal);
  },
});

function body({ change, rows }: Batch, { run, segment, columns }: Delivery, now: number): unknown {
  const customers = rows.map(({ values }) => Object.fromEntries(columns.map(({ name }, at) => [name, values[at] ?? null])));
  return { type: `customers.${change}`, timestamp: new Date(now).toISOString(), data: { run, segment, change, customers } };
}

async function post(
  { url, secret, authorization, private: toPrivate }: WebhookSettings,
  { http, now }: Tools,
  id: string,
  content: unknown,
  signal: AbortSignal,
): Promise<void> {
  const { Webhook } = await import("standardwebhooks");
  const text = JSON.stringify(content);
  const sent = now();
  const answer = await http.send(
    {
      method: "POST",
      url,
      toPrivate,
      body: text,
      headers: {
        "content-type": "application/json",
        "user-agent": "Coterie",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(sent / 1000)),
        "webhook-signature": new Webhook(secret).sign(id, new Date(sent), text),
        ...(authorization !== undefined && { authorization }),
      },
    },
    signal,
  );
  judge(answer, new URL(url).host, said(answer.text, [secret, secret.slice("whsec_".length), ...partsOf(authorization)]), sent);
}

const SHORTEST_SECRET = 4;

/** The header, what stands in it after the name of its scheme, and the password of a basic one. */
function partsOf(authorization: string | undefined): readonly string[] {
  if (authorization === undefined) return [];
  const [scheme = "", credentials = ""] = authorization.split(/ +(.*)/);
  const basic = scheme.toLowerCase() === "basic" ? Buffer.from(credentials, "base64").toString().replace(/^[^:]*:/, "") : "";
  // What is shorter stands in many words.
  return [authorization, credentials, basic].filter(({ length }) => length >= SHORTEST_SECRET);
}

/** Those that say: the same may be taken later. */
const LATER: readonly number[] = [408, 425, 429];
/** Those that say: not this body. */
const NOT_THIS: readonly number[] = [400, 413, 422];

function judge(answer: HttpAnswer, host: string, words: string, now: number): void {
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  const message = `${host} answered with ${status}${words === "" ? "" : `: ${words}`}.`;
  if (status >= 500 || LATER.includes(status)) throw new Unreachable(message, { waitMs: waitOf(answer.header("retry-after"), now) });
  if (NOT_THIS.includes(status)) throw new Rejected(message);
  if (status >= 300 && status < 400) {
    throw new Refused(message, { hint: "Give the address that it sends on to. Only answers with 307 and 308 are followed." });
  }
  throw new Refused(message);
}

/** Milliseconds of `Retry-After`, which holds seconds or a date. */
function waitOf(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
