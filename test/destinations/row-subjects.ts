import { createServer, connect, type Socket } from "node:net";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { http } from "../../src/destinations/http.ts";
import { loadTypes } from "../../src/destinations/load.ts";
import { postgresWithin } from "../../src/destinations/types/postgres.ts";
import { webhook } from "../../src/destinations/types/webhook.ts";
import type { Fault, RowSubject } from "./conformance.ts";
import { PG_USER, type PostgresServer } from "./peers/postgres.ts";
import { addressOf, receiver, type Receiver } from "./peers/receiver.ts";
import { emptyFolder, toolsIn } from "./tools.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");
export const SIGNING_SECRET = `whsec_${KEY}`;

/** What a receiver should do: check the signature, take each id once, keep the customers. */
export class Keeper {
  readonly customers = new Map<string, unknown>();
  readonly #seen = new Set<string>();
  readonly #signed = new Webhook(SIGNING_SECRET);
  readonly #receiver: Receiver;

  constructor(receiver: Receiver) {
    this.#receiver = receiver;
  }

  fault(fault?: Fault): void {
    this.#receiver.answer((request, response) => {
      if (fault === "drop") return void response.destroy();
      if (fault === "stall") return;
      if (fault === "busy") return void response.writeHead(503).end();
      if (request.headers.authorization !== undefined && request.headers.authorization !== "Bearer friend") {
        return void response.writeHead(401).end(`who is ${request.headers.authorization}?`);
      }
      this.#signed.verify(request.body, Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])));
      this.#take(String(request.headers["webhook-id"]), JSON.parse(request.body));
      response.writeHead(204).end();
    });
  }

  #take(id: string, body: unknown): void {
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    const { data } = bodySchema.parse(body);
    for (const customer of data.customers ?? []) {
      if (data.change === "removed") this.customers.delete(customer.customer);
      else this.customers.set(customer.customer, customer);
    }
  }
}

const bodySchema = z.object({
  type: z.enum(["customers.added", "customers.updated", "customers.removed", "destination.tested"]),
  timestamp: z.iso.datetime(),
  data: z.object({
    run: z.string().optional(),
    change: z.string().optional(),
    customers: z.array(z.looseObject({ customer: z.string() })).optional(),
  }),
});

export async function hooks(): Promise<RowSubject> {
  const place = await emptyFolder();
  const server = await receiver();
  const keeper = new Keeper(server);
  keeper.fault();
  const settings = {
    url: `http://127.0.0.1:${server.port}/customers`,
    secret: SIGNING_SECRET,
    authorization: "Bearer friend",
    private: true,
  };
  return {
    type: webhook,
    settings,
    tools: toolsIn(place.path),
    refused: {
      "a private address": { ...settings, private: false },
      "another authorization": { ...settings, authorization: "Bearer stranger" },
    },
    peer: {
      fault: (fault) => keeper.fault(fault),
      impatient: { type: webhook, tools: toolsIn(place.path, undefined, http({ answerMs: 300 })) },
    },
    held: async () => keeper.customers,
    async close() {
      await server.close();
      await place.remove();
    },
  };
}

/** The type that the documents show, loaded from outside. */
export async function mailingList(): Promise<RowSubject> {
  const place = await emptyFolder();
  const server = await receiver();
  const members = new Map<string, unknown>();
  const [type] = await loadTypes([], [MAILING_LIST]);
  if (type === undefined) throw new Error("the example is not loaded");
  const settings = { url: `http://127.0.0.1:${server.port}/lists/7`, token: "t0ken-of-the-tool" };
  const fault = (how?: Fault): void =>
    server.answer(({ headers, body }, response) => {
      if (how === "drop") return void response.destroy();
      if (how === "stall") return;
      if (how === "busy") return void response.writeHead(429).end();
      if (headers.authorization !== `Bearer ${settings.token}`) return void response.writeHead(401).end();
      const { put = [], remove = [] } = listSchema.parse(JSON.parse(body));
      for (const member of put) members.set(member.key, member);
      for (const { key } of remove) members.delete(key);
      response.writeHead(200).end();
    });
  return {
    type,
    settings,
    tools: toolsIn(place.path, undefined, http({ judge: () => true })),
    refused: { "another token": { ...settings, token: "another-token" } },
    peer: { fault, impatient: { type, tools: toolsIn(place.path, undefined, http({ answerMs: 300, judge: () => true })) } },
    held: async () => members,
    async close() {
      await server.close();
      await place.remove();
    },
  };
}

export const MAILING_LIST = fileURLToPath(new URL("../../examples/destinations/mailing-list.js", import.meta.url));
const memberSchema = z.array(z.looseObject({ key: z.string() }));
const listSchema = z.object({ put: memberSchema.optional(), remove: memberSchema.optional() });

/** Stands between Coterie and a server, so that connections can fail. */
export async function proxy(port: number): Promise<{ readonly port: number; fault(fault?: Fault): void; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  let now: Fault | undefined;
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("error", () => {});
      from.on("close", () => (sockets.delete(from), to.destroy()));
      from.on("data", (data) => {
        if (now === undefined) to.write(data);
        else if (now === "drop") from.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: addressOf(server.address()).port,
    fault(fault) {
      now = fault;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const PATIENT = { connectMs: 20_000, batchMs: 30_000, replaceMs: 30_000 };
export const postgresType = postgresWithin(PATIENT);

export function postgresSettings(port: number) {
  return { host: "127.0.0.1", port, database: "postgres", tls: "none", table: "audience", key: "customer", ...PG_USER };
}

export async function table(server: PostgresServer): Promise<RowSubject> {
  const place = await emptyFolder();
  const between = await proxy(server.port);
  await server.ask(
    `CREATE TABLE audience (
      id serial, customer text UNIQUE, orders numeric, consent boolean, born date, seen timestamptz, tags text[], note text DEFAULT 'ours'
    )`,
  );
  const settings = postgresSettings(between.port);
  return {
    type: postgresType,
    settings,
    tools: toolsIn(place.path),
    refused: {
      "another password": { ...settings, password: "not the password" },
      "no password": { ...settings, password: undefined },
      "another database": { ...settings, database: "elsewhere" },
      "a certificate that nobody trusts": { ...settings, tls: "verify" },
      "a table that is not there": { ...settings, table: "elsewhere.audience" },
      "a key that is no column": { ...settings, key: "e-mail" },
      "a key that is not unique": { ...settings, key: "note" },
    },
    peer: {
      async fault(fault) {
        between.fault(fault === "busy" ? undefined : fault);
        // So does a server that is shut down.
        if (fault === "busy")
          await server.ask("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'Coterie'");
      },
      impatient: { type: postgresWithin({ ...PATIENT, batchMs: 300 }), tools: toolsIn(place.path) },
    },
    async held() {
      const rows = await server.ask("SELECT customer, to_jsonb(audience) AS held FROM audience");
      return new Map(rows.map(({ customer, held }) => [String(customer), held]));
    },
    async close() {
      await between.close();
      await place.remove();
    },
  };
}
