import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refused, Rejected, Unreachable } from "../../src/destinations/delivery-error.ts";
import type { Delivery } from "../../src/destinations/destination-type.ts";
import type { SettingValues } from "../../src/destinations/setting.ts";
import { webhook } from "../../src/destinations/types/webhook.ts";
import { failure, rowLaws } from "./conformance.ts";
import { type PostgresServer, postgresServer } from "./peers/postgres.ts";
import { LOCALHOST } from "./peers/localhost.ts";
import { addressOf, receiver, type Receiver } from "./peers/receiver.ts";
import { hooks, mailingList, postgresSettings, postgresType, SIGNING_SECRET, table } from "./row-subjects.ts";
import { batch, COLUMNS, DELIVERY, emptyFolder, NEVER, openRows, row, toolsIn, tryConnection } from "./tools.ts";

let database: PostgresServer;
let place: Awaited<ReturnType<typeof emptyFolder>>;
beforeAll(async () => {
  place = await emptyFolder();
  database = await postgresServer(place.path);
});
afterAll(async () => {
  await database.close();
  await place.remove();
});

rowLaws("a webhook", hooks);
rowLaws("a type from outside", mailingList);
rowLaws("a Postgres table", () => table(database));

describe("a webhook", () => {
  let server: Receiver;
  beforeAll(async () => {
    server = await receiver();
  });
  afterAll(() => server.close());
  const settings = (): SettingValues => ({ url: `http://127.0.0.1:${server.port}/`, secret: SIGNING_SECRET, private: true });
  const sending = async (): Promise<unknown> => {
    const sink = await openRows(webhook, settings(), toolsIn(place.path));
    return sink.send(batch("b1", [row("ann")]), NEVER);
  };

  test("is sent what the documents say, with the same id when it is sent again", async () => {
    await sending();
    await sending();
    const [first, second] = server.received;
    expect(JSON.parse(first?.body ?? "")).toEqual({
      type: "customers.added",
      timestamp: expect.any(String),
      data: {
        run: "r1",
        segment: { id: "s1", name: "VIP “gold”" },
        change: "added",
        customers: [{ customer: "ann", orders: 1, consent: false, born: "1990-02-28", seen: "2026-01-31T23:59:59.5Z", tags: ["a", "b,c"] }],
      },
    });
    expect(first?.headers["webhook-id"]).toBe("b1");
    expect(second?.headers["webhook-id"]).toBe("b1");
  });

  test.each<[number, string | undefined, number | undefined]>([
    [429, "7", 7000],
    [503, new Date(Date.now() + 3_600_000).toUTCString(), 3_600_000],
    [503, new Date(0).toUTCString(), 0],
    [408, undefined, undefined],
    [425, "soon", undefined],
    [500, undefined, undefined],
  ])("that answers with %i and Retry-After %s is tried again after %s ms", async (status, retryAfter, waitMs) => {
    server.answer((_request, response) => response.writeHead(status, retryAfter === undefined ? {} : { "retry-after": retryAfter }).end());
    const failed = await failure(sending());
    expect(failed).toBeInstanceOf(Unreachable);
    // A date has whole seconds.
    if (waitMs === undefined) expect(failed.waitMs).toBeUndefined();
    else expect(Math.abs((failed.waitMs ?? NaN) - waitMs)).toBeLessThan(60_000);
  });

  test.each([
    ...[400, 413, 422].map((status) => [status, Rejected] as const),
    ...[401, 403, 404, 410, 302].map((status) => [status, Refused] as const),
  ])("that answers with %i does not take it", async (status, kind) => {
    server.answer((_request, response) =>
      response.writeHead(status, { location: "/elsewhere" }).end(`no,\n  because of ${SIGNING_SECRET}`),
    );
    const failed = await failure(sending());
    expect(failed).toBeInstanceOf(kind);
    expect(failed.message).toContain(`${status}: no, because of •••`);
  });

  test.each(["Bearer kept-token", `Basic ${Buffer.from("ann:kept-token").toString("base64")}`])("is told nothing of %s that the receiver repeats", async (authorization) => {
    server.answer((_request, response) => response.writeHead(401).end("kept-token does not open this"));
    await expect(tryConnection(webhook, { ...settings(), authorization }, toolsIn(place.path))).rejects.toThrow("••• does not open this");
  });
});

describe("a Postgres table", () => {
  const columns = COLUMNS.slice(0, 2);
  const changes: Delivery = { ...DELIVERY, mode: "changes", columns };
  const narrow = (customer: string | null, orders: unknown) => ({
    ...row(customer),
    values: [customer, orders] as ReturnType<typeof row>["values"],
  });
  const settings = (name: string, more: SettingValues = {}): SettingValues => ({
    ...postgresSettings(database.port),
    table: name,
    ...more,
  });
  const opened = (name: string, delivery = changes, more: SettingValues = {}) =>
    openRows(postgresType, settings(name, more), toolsIn(place.path), delivery);
  const content = async (name: string): Promise<unknown[]> =>
    (await database.ask(`SELECT customer, orders FROM ${name} ORDER BY customer`)).map(({ customer, orders }) => [customer, orders]);

  test("refuses rows one by one, with its own words, and takes the others", async () => {
    await database.ask("CREATE TABLE picky (customer text PRIMARY KEY, orders smallint CHECK (orders > 0))");
    const sink = await opened("picky");
    const rows = [
      narrow("a", 1),
      narrow("b", 70_000),
      narrow(null, 1),
      narrow("c", "many"),
      narrow("d", -1),
      narrow("e\0", 1),
      narrow("f", 2),
      narrow("f", 3),
    ];
    const rejected = await sink.send(batch("b1", rows), NEVER);
    expect([...rejected].sort((one, other) => one.at - other.at).map(({ at, reason }) => [at, reason])).toEqual([
      [1, expect.stringContaining("out of range")],
      [2, expect.stringContaining("unknown")],
      [3, expect.stringContaining("many")],
      [4, expect.stringContaining("check constraint")],
      [5, expect.stringContaining("Unicode")],
    ]);
    await sink.finish(NEVER);
    await sink.close();
    expect(await content("picky")).toEqual([
      ["a", 1],
      ["f", 3],
    ]);
  });

  test("is made where that is wanted, with columns of the types of the fields", async () => {
    await database.ask('CREATE SCHEMA "Odd Schema"; CREATE SCHEMA made');
    await expect(opened("made.audience")).rejects.toThrow("There is no table");
    const records = { name: 'or"ders', type: { kind: "records", fields: [{ name: "n", type: { kind: "value", of: "number" } }] } } as const;
    const delivery: Delivery = { ...changes, columns: [...COLUMNS, records] };
    const create = { create: true };
    await tryConnection(postgresType, settings("made.audience", create), toolsIn(place.path), delivery.columns.map(({ name }) => name));
    const sink = await opened("made.audience", delivery, create);
    const { key, values } = row("ann", 2);
    expect(await sink.send(batch("b1", [{ key, values: [...values, [{ n: 1 }]] }]), NEVER)).toEqual([]);
    await sink.close();
    const types = await database.ask(
      "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'made' ORDER BY ordinal_position",
    );
    expect(types.map(({ data_type }) => data_type)).toEqual([
      "text",
      "double precision",
      "boolean",
      "date",
      "timestamp with time zone",
      "jsonb",
      "jsonb",
    ]);
    expect(await database.ask(`SELECT tags, "or""ders" AS records, seen::text FROM made.audience`)).toEqual([
      { tags: ["a", "b,c"], records: [{ n: 1 }], seen: "2026-01-31 23:59:59.5+00" },
    ]);
  });

  test("lacks a column, a field or a right: the test says which", async () => {
    await database.ask(
      "CREATE TABLE poor (customer text PRIMARY KEY); CREATE ROLE reader LOGIN PASSWORD 'only-reads'; GRANT SELECT ON poor TO reader",
    );
    const tried = (more: SettingValues, fields = columns) =>
      tryConnection(postgresType, settings("poor", more), toolsIn(place.path), fields.map(({ name }) => name));
    await expect(tried({})).rejects.toThrow('has no column "orders"');
    await expect(tried({ user: "reader", password: "only-reads" }, [])).rejects.toThrow("reader lacks INSERT, UPDATE, DELETE");
    await expect(opened("poor", { ...changes, columns: COLUMNS.slice(1, 2) })).rejects.toThrow('No column is named "customer"');
  });

  test("is reached encrypted, with its certificate checked or not, and not where it can't be", async () => {
    await database.ask("CREATE TABLE plain (customer text PRIMARY KEY)");
    const tried = (more: SettingValues): Promise<void> => tryConnection(postgresType, settings("plain", more), toolsIn(place.path));
    for (const tls of [{ tls: "require" }, { tls: "verify", ca: LOCALHOST.cert }, { tls: "none" }]) await tried(tls);
    expect(await failure(tried({ tls: "verify" }))).toMatchObject({ message: expect.stringContaining("certificate"), hint: expect.stringContaining("certificate authority") });
    const plain = createServer((socket) => socket.once("data", () => socket.end("N"))).listen(0, "127.0.0.1");
    await once(plain, "listening");
    const failed = await failure(tried({ tls: "require", port: addressOf(plain.address()).port }));
    expect(failed).toMatchObject({ code: "destination_refused", message: expect.stringContaining("SSL"), hint: expect.stringContaining("“Not encrypted”") });
    plain.close();
  });

  test("is not made anew where it is, so that no right to make tables is needed", async () => {
    await database.ask(`CREATE TABLE given (customer text PRIMARY KEY, orders int); CREATE ROLE writer LOGIN PASSWORD 'only-writes';
      GRANT SELECT, INSERT, UPDATE, DELETE ON given TO writer`);
    const sink = await opened("given", changes, { user: "writer", password: "only-writes", create: true });
    expect(await sink.send(batch("b1", [narrow("ann", 1)]), NEVER)).toEqual([]);
    await sink.close();
    const whole = failure(opened("given", { ...changes, mode: "whole" }, { user: "writer", password: "only-writes" }));
    expect(await whole).toMatchObject({ code: "destination_refused", message: expect.stringContaining("writer may not") });
  });

  describe("and the whole list", () => {
    const whole = (run: string, resumed = false): Delivery => ({ ...changes, mode: "whole", run, resumed });
    const beside = async (): Promise<unknown[]> =>
      (await database.ask("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'coterie%'")).map(({ relname }) => relname);
    beforeAll(() =>
      database.ask(
        `CREATE TABLE list (customer text PRIMARY KEY, orders int, note text);
          INSERT INTO list VALUES ('old', 1, 'theirs'), ('stays', 1, 'theirs')`,
      ),
    );

    test("takes the place of the content at the end, and not before", async () => {
      const sink = await opened("list", whole("r1"));
      await sink.send(batch("b1", [narrow("stays", 2)]), NEVER);
      await sink.send(batch("b2", [narrow("new", 3)]), NEVER);
      expect(await content("list")).toEqual([
        ["old", 1],
        ["stays", 1],
      ]);
      await sink.finish(NEVER);
      await sink.close();
      expect(await content("list")).toEqual([
        ["new", 3],
        ["stays", 2],
      ]);
      expect(await database.ask("SELECT note FROM list WHERE customer = 'stays'")).toEqual([{ note: "theirs" }]);
    });

    test("is not emptied by a run that finished and did not get to know of it", async () => {
      const sink = await opened("list", whole("r1", true));
      await sink.finish(NEVER);
      await sink.close();
      expect(await content("list")).toEqual([
        ["new", 3],
        ["stays", 2],
      ]);
    });

    test("goes on where a run was cut short, and needs a new run when what was sent is gone", async () => {
      const first = await opened("list", whole("r2"));
      await first.send(batch("b1", [narrow("one", 1)]), NEVER);
      await first.close();
      const second = await opened("list", whole("r2", true));
      await second.send(batch("b2", [narrow("two", 2)]), NEVER);
      await second.finish(NEVER);
      await second.close();
      expect(await content("list")).toEqual([
        ["one", 1],
        ["two", 2],
      ]);
      await expect(opened("list", whole("r3", true))).rejects.toThrow("no longer");
      expect(await content("list")).toHaveLength(2);
    });

    test("of a run that was given up leaves its table beside until the next run, and no longer", async () => {
      for (const run of ["r4", "r5"]) {
        const sink = await opened("list", whole(run));
        await sink.send(batch("b1", [narrow(run, 1)]), NEVER);
        await sink.close();
        expect(await beside()).toHaveLength(1);
      }
    });

    test("is not taken over after a cancel, though others hold the table", async () => {
      const sink = await opened("list", whole("r7"));
      await sink.send(batch("b1", [narrow("late", 1)]), NEVER);
      await database.ask("BEGIN; LOCK TABLE list");
      const stop = new AbortController();
      const finishing = sink.finish(stop.signal);
      finishing.catch(() => {});
      const isBusy = async (): Promise<boolean> => {
        await database.ask("SELECT pg_stat_clear_snapshot()");
        return (await database.ask("SELECT FROM pg_stat_activity WHERE application_name = 'Coterie' AND state = 'active'")).length > 0;
      };
      while (!(await isBusy()));
      stop.abort(new Error("cancelled"));
      await expect(finishing).rejects.toThrow("cancelled");
      while (await isBusy());
      await database.ask("ROLLBACK");
      await sink.close();
      expect(await content("list")).toEqual([
        ["one", 1],
        ["two", 2],
      ]);
    });

    test("that the table does not take changes nothing", async () => {
      await database.ask(
        `CREATE TABLE regions (id int PRIMARY KEY);
          ALTER TABLE list ADD CONSTRAINT known FOREIGN KEY (orders) REFERENCES regions NOT VALID`,
      );
      const sink = await opened("list", whole("r6"));
      await sink.send(batch("b1", [narrow("nowhere", 99)]), NEVER);
      const failed = await failure(sink.finish(NEVER));
      expect(failed).toBeInstanceOf(Refused);
      expect(failed.message).toContain("foreign key");
      await sink.close();
      expect(await content("list")).toEqual([
        ["one", 1],
        ["two", 2],
      ]);
    });
  });
});
