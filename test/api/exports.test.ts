import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Shape } from "../../src/results/exports/shape.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { receiver, type Receiver } from "../destinations/peers/receiver.ts";
import { ndjson, people, type Person, TYPES } from "../exports/people.ts";
import { openDataWorkspace, type DataWorkspace } from "./data-workspace.ts";
import { type Run, SHAPE, timesSent, whomSent } from "./runs.ts";
import { type ErrorBody, jsonOf } from "./workspace.ts";

const PEOPLE = people(300);
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

let workspace: DataWorkspace;
let peer: Receiver;
let everyone: string;
beforeAll(async () => {
  workspace = await openDataWorkspace();
  peer = await receiver();
  await workspace.importFile(`customers?format=ndjson&types=${encodeURIComponent(TYPES)}`, ndjson(PEOPLE));
  everyone = await segment("Everyone we know", { kind: "all", of: [] });
  await workspace.startExports();
});
afterAll(async () => {
  await workspace.close();
  await peer.close();
});

async function segment(name: string, where: object): Promise<string> {
  return (await jsonOf<{ id: string }>(await workspace.post("/segments", { name, where }))).id;
}

async function destination(name: string, type: string, settings: object, shape: Partial<Shape> = {}, users: readonly string[] | null = null): Promise<string> {
  const answer = await workspace.post("/destinations", { type, name, settings, shape: { ...SHAPE, ...shape }, users });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return (await jsonOf<{ id: string }>(answer)).id;
}

function webhook(name: string, shape: Partial<Shape> = {}): Promise<string> {
  return destination(name, "webhook", hook(name), { format: null, ...shape });
}

function hook(path: string) {
  return { url: `http://127.0.0.1:${peer.port}/${path}`, secret: SECRET, private: true, batch: 50 };
}

function source(id: string) {
  return { kind: "segment", segment: id } as const;
}

async function start(to: string, of = everyone): Promise<string> {
  const answer = await workspace.post("/exports", { source: source(of), destination: to });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return (await jsonOf<Run>(answer)).id;
}

/** Until it is so. */
async function run(id: string, is: (found: Run) => boolean = ({ status }) => !["waiting", "running"].includes(status)): Promise<Run> {
  for (let waited = 0; waited < 600; waited += 1) {
    const found = await jsonOf<Run>(await workspace.get(`/exports/${id}`));
    if (is(found)) return found;
    await sleep(50);
  }
  throw new Error(`the run ${id} does not come so far: ${JSON.stringify(await jsonOf<Run>(await workspace.get(`/exports/${id}`)))}`);
}

/** The customers that the receiver got, by the id of the batch: one that came twice counts once. */
function got(path: string): Map<string, { readonly change: string; readonly customers: readonly { readonly id: string }[] }> {
  const batches = peer.received.filter((each) => each.path === `/${path}`);
  return new Map(batches.map(({ headers, body }) => [String(headers["webhook-id"]), JSON.parse(body).data]));
}

const keysOf = (some: readonly Person[]): readonly string[] => some.map(({ customer_id }) => customer_id);

describe("an export of files", () => {
  test("sends everyone who can be sent, and keeps a file whose hash and rows are told", async () => {
    const to = await destination("Members", "download", {}, { mandatory: { match: "all", attributes: ["member"] } });
    const members = PEOPLE.filter(({ member }) => member !== undefined);
    const done = await run(await start(to));
    expect(done).toMatchObject({ status: "finished", sent: { added: members.length, updated: 0, removed: 0 }, rejected: 0, downloadable: true });
    expect(done.ladder).toMatchObject({ exportable: members.length, steps: [{ remaining: members.length }, { remaining: members.length }] });
    const [file] = done.files;
    const answer = await workspace.get(`/exports/${done.id}/files/${file?.name}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.toString()).toBe(["id,member", ...members.map((each) => `${each.customer_id},${each.member}`), ""].join("\n"));
    expect(file).toMatchObject({ rows: members.length, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
    expect((await workspace.get(`/exports/${done.id}/files/${encodeURIComponent("../../secret")}`)).status).toBe(404);
    expect(await whomSent(workspace, to)).toEqual(keysOf(members));
    for (const [side, found] of [["left_out", PEOPLE.length - members.length], ["remain", members.length]] as const) {
      expect(await jsonOf(await workspace.post(`/exports/${done.id}/left-out`, { step: 0, side, limit: 1 }))).toMatchObject({ found });
    }
    const { destinations } = await jsonOf<{ destinations: { destination: { name: string }; exportable: number }[] }>(await workspace.post("/exports/exportable", { source: source(everyone) }));
    expect(destinations).toEqual([{ destination: { id: to, name: "Members" }, exportable: members.length, problem: null }]);
  });

  test("of nobody sends a file without rows, and cuts larger ones at the rows that are asked for", async () => {
    const to = await destination("Cut", "download", {}, { rowsPerFile: 120, gzip: true });
    expect((await run(await start(to))).files.map(({ rows }) => rows)).toEqual([120, 120, 60]);
    const nobody = await segment("Nobody", { kind: "any", of: [] });
    expect((await run(await start(to, nobody))).files.map(({ rows }) => rows)).toEqual([0]);
  });

  test("of a smart segment is of its definition as it is then", async () => {
    const to = await destination("Smart", "download", {});
    const { groups } = await jsonOf<{ groups: { cards: { id: string; where: unknown }[] }[] }>(await workspace.get("/smart"));
    const card = groups.flatMap(({ cards }) => cards).find(({ where }) => where !== null);
    const [group = "", id = ""] = (card?.id ?? "").split("/");
    const answer = await workspace.post("/exports", { source: { kind: "smart", group, card: id }, destination: to });
    expect((await run((await jsonOf<Run>(answer)).id)).status).toBe("finished");
    expect((await workspace.post("/exports", { source: { kind: "smart", group, card: "none" }, destination: to })).status).toBe(404);
  });
});

describe("an export of rows", () => {
  test("goes on after the receiver was away, and tells each row once by the id of its batch", async () => {
    const to = await webhook("away");
    let failures = 2;
    peer.answer((_, response) => void (failures-- > 0 ? response.writeHead(503).end() : response.writeHead(204).end()));
    const done = await run(await start(to));
    peer.answer();
    expect(done).toMatchObject({ status: "finished", sent: { added: 300, updated: 0, removed: 0 } });
    const batches = got("away");
    expect([...batches.values()].flatMap(({ customers }) => customers.map(({ id }) => id))).toEqual(PEOPLE.map(({ customer_id }) => customer_id));
    expect([await whomSent(workspace, to, done), await timesSent(workspace, to, "c1")]).toEqual([keysOf(PEOPLE), 1]);
  });

  test("leaves out what the receiver refuses, and tells which rows and why", async () => {
    const to = await webhook("picky");
    peer.answer(({ body }, response) => void (body.includes('"c60"') ? response.writeHead(422).end("no c60 here") : response.writeHead(204).end()));
    const done = await run(await start(to));
    peer.answer();
    expect(done).toMatchObject({ status: "finished", sent: { added: 250 }, rejected: 50 });
    expect(done.rejections).toEqual([{ reason: expect.stringContaining("422"), rows: 50 }]);
    const rejected = (await (await workspace.get(`/exports/${done.id}/rejected.csv`)).text()).trimEnd().split("\n");
    expect(rejected.map((line) => line.split(",")[0])).toEqual(['"customer_id"', ...PEOPLE.slice(50, 100).map(({ customer_id }) => `"${customer_id}"`)]);
    expect(await whomSent(workspace, to)).toEqual(keysOf([...PEOPLE.slice(0, 50), ...PEOPLE.slice(100)]));
  });

  test("that rejects everything fails, and sends all of it again once that is mended", async () => {
    const to = await webhook("never");
    peer.answer((_, response) => void response.writeHead(422).end("no such field"));
    const failed = await run(await start(to));
    peer.answer();
    expect(failed).toMatchObject({ status: "failed", sent: { added: 0 }, rejected: 300, failure: { code: "destination_refused", message: expect.stringContaining("no such field") } });
    expect(await whomSent(workspace, to)).toEqual([]);
    expect((await workspace.post(`/exports/${failed.id}/again`, {})).status).toBe(200);
    expect(await run(failed.id)).toMatchObject({ status: "finished", sent: { added: 300 }, rejected: 0 });
    expect([(await whomSent(workspace, to)).length, await timesSent(workspace, to, "c1")]).toEqual([300, 1]);
    expect((await (await workspace.get(`/exports/${failed.id}/rejected.csv`)).text()).trimEnd().split("\n")).toHaveLength(1);
  });

  test("that is cancelled while it waits for its next try is known by what was taken until then", async () => {
    const to = await webhook("waits", { mode: "changes" });
    const sent = (): number => peer.received.filter(({ path }) => path === "/waits").length;
    peer.answer((_, response) => void (sent() > 2 ? response.writeHead(503, { "retry-after": "60" }).end() : response.writeHead(204).end()));
    const id = await start(to);
    await run(id, ({ status, tries }) => status === "waiting" && tries > 0);
    peer.answer();
    const next = await start(to);
    expect((await workspace.send("DELETE", `/destinations/${to}`)).status).toBe(409);
    expect((await jsonOf<Run>(await workspace.post(`/exports/${id}/cancel`, {}))).status).toBe("cancelled");
    expect(await run(next)).toMatchObject({ status: "finished", sent: { added: 200 } });
    expect(await whomSent(workspace, to, await run(next))).toEqual(keysOf(PEOPLE.slice(100)));
    expect([(await whomSent(workspace, to)).length, await timesSent(workspace, to, "c1"), await timesSent(workspace, to, "c300")]).toEqual([300, 1, 1]);
  });

  test("sends what changed since the destination took it last, not since it was sent", async () => {
    const changes = { format: null, mode: "changes", fields: [...SHAPE.fields, { name: "note", from: { kind: "attribute", attribute: "note" } }] } as const;
    const to = await webhook("changes", changes);
    const few = await segment("Few", { kind: "attribute", attribute: "spend", op: "less_than", value: 5_000 });
    const inFew = PEOPLE.filter(({ spend }) => spend !== undefined && spend < 5_000);
    // The third batch is refused for good: what came before it was taken.
    peer.answer((_, response) => void (peer.received.filter(({ path }) => path === "/changes").length > 2 ? response.writeHead(401).end() : response.writeHead(204).end()));
    const failed = await run(await start(to, few));
    expect(failed).toMatchObject({ status: "failed", sent: { added: 100 }, failure: { code: "destination_refused" } });
    expect(await whomSent(workspace, to, failed)).toEqual(keysOf(inFew.slice(0, 100)));
    peer.answer();
    const second = await run(await start(to, few));
    expect(second).toMatchObject({ status: "finished", sent: { added: inFew.length - 100, updated: 0, removed: 0 } });
    expect([await whomSent(workspace, to, second), await whomSent(workspace, to)]).toEqual([keysOf(inFew.slice(100)), keysOf(inFew)]);
    await workspace.importFile("customers?format=ndjson", ndjson([{ customer_id: "c2", note: "changed" }, { customer_id: "c3", spend: 9_999 }]));
    const third = await run(await start(to, few));
    expect(third.sent).toEqual({ added: 0, updated: 1, removed: 1 });
    // Who left goes first: another may be found by the same value by now.
    expect([...got("changes").keys()].slice(-2)).toEqual([`${third.id}-removed-1`, `${third.id}-updated-1`]);
    const fourth = await run(await start(to, few));
    expect(fourth.sent).toEqual({ added: 0, updated: 0, removed: 0 });
    // Who was taken away was sent once, and is no more: that is nothing that was sent.
    expect([await whomSent(workspace, to, third), await whomSent(workspace, to, fourth), await timesSent(workspace, to, "c2"), await timesSent(workspace, to, "c3")]).toEqual([["c2"], [], 2, 1]);
    // Of what another address has nothing is known.
    const elsewhere = { name: "changes", settings: { ...hook("elsewhere") }, shape: { ...SHAPE, ...changes } };
    expect((await workspace.put(`/destinations/${to}`, elsewhere)).status).toBe(200);
    expect((await run(await start(to, few))).sent).toEqual({ added: inFew.length - 1, updated: 0, removed: 0 });
    const { notifications } = await jsonOf<{ notifications: { about: { kind: string; run: string } }[] }>(await workspace.get("/notifications"));
    expect(notifications.map(({ about }) => [about.kind, about.run])[0]).toEqual(["export_failed", failed.id]);
  });

  test("is cancelled at once, and retried from where it was", async () => {
    const to = await webhook("slow");
    peer.answer((_, response) => void setTimeout(() => response.writeHead(204).end(), 100));
    const id = await start(to);
    await run(id, ({ sent }) => sent.added >= 100);
    const cancelled = await jsonOf<Run>(await workspace.post(`/exports/${id}/cancel`, {}));
    expect(cancelled.status).toBe("cancelled");
    await sleep(300);
    const before = got("slow").size;
    const until = await run(id);
    expect(await whomSent(workspace, to)).toEqual(keysOf(PEOPLE.slice(0, until.sent.added)));
    await sleep(300);
    expect(got("slow").size).toBe(before);
    peer.answer();
    expect((await workspace.post(`/exports/${id}/again`, {})).status).toBe(200);
    expect(await run(id)).toMatchObject({ status: "finished", sent: { added: 300 } });
    expect([...got("slow").values()].flatMap(({ customers }) => customers.map(({ id: key }) => key))).toEqual(PEOPLE.map(({ customer_id }) => customer_id));
    expect((await workspace.post(`/exports/${id}/again`, {})).status).toBe(409);
    // Each at the end of the part in which it was taken.
    expect(await whomSent(workspace, to, await run(id))).toEqual(keysOf(PEOPLE.slice(until.sent.added)));
    expect([(await whomSent(workspace, to)).length, await timesSent(workspace, to, "c1"), await timesSent(workspace, to, "c300")]).toEqual([300, 1, 1]);
    expect((await workspace.send("DELETE", `/destinations/${to}`)).status).toBe(204);
    const gone = await workspace.post("/segments/count", { where: { kind: "exported", destination: to } });
    expect([gone.status, (await jsonOf<ErrorBody>(gone)).error.problems?.map(({ code }) => code)]).toEqual([400, ["unknown_destination"]]);
  });
});

describe("whom a destination was sent", () => {
  const sentTo = (to: string) => ({ kind: "exported", destination: to, window: { last: 7, unit: "day" } }) as const;
  const counted = async (where: object): Promise<number> => (await jsonOf<{ count: number }>(await workspace.post("/segments/count", { where }))).count;

  test("is counted from the end of the run, of what was taken, and keeps anybody from being sent twice", async () => {
    const to = await webhook("weekly");
    expect(await counted(sentTo(to))).toBe(0);
    const changed = await workspace.put(`/destinations/${to}`, {
      ...{ name: "weekly", settings: { url: `http://127.0.0.1:${peer.port}/weekly`, private: true, batch: 50 }, users: null },
      shape: { ...SHAPE, format: null, permission: { kind: "not", of: sentTo(to) } },
    });
    expect(changed.status, await changed.clone().text()).toBe(200);
    const some = await segment("Some", { kind: "attribute", attribute: "spend", op: "less_than", value: 5_000 });
    const inSome = PEOPLE.filter(({ spend }) => spend !== undefined && spend < 5_000).length;
    // The second is asked for while the first runs, and waits for it.
    peer.answer((_, response) => void setTimeout(() => response.writeHead(204).end(), 50));
    const [one, other] = [await start(to, some), await start(to)];
    const [first, second] = [await run(one), await run(other)];
    peer.answer();
    expect([first.sent.added, second.sent.added]).toEqual([await counted({ kind: "segment", segment: some }), 300 - first.sent.added]);
    expect(first.sent.added).toBeGreaterThan(inSome / 2);
    expect(new Set([...got("weekly").values()].flatMap(({ customers }) => customers.map(({ id }) => id))).size).toBe(300);
    expect(await counted(sentTo(to))).toBe(300);
    expect((await run(await start(to))).sent.added).toBe(0);
    const why = await jsonOf<{ tree: { evidence: unknown } }>(await workspace.post("/segments/explain", { where: sentTo(to), customer: "c1" }));
    expect(why.tree.evidence).toMatchObject({ kind: "instants", matching: 1 });
  });

  test("keeps a destination from being deleted while it is asked, by a segment, a permission or the suppression list", async () => {
    const to = await destination("Letters", "download", {});
    const sent: Condition = { kind: "exported", destination: to };
    const asking = await segment("Not again", { kind: "not", of: sent });
    const other = await destination("Postcards", "download", {}, { permission: sent });
    expect((await workspace.put("/settings/exports", { suppression: sent, keptDays: 7 })).status).toBe(200);
    const uses = { segments: [{ id: asking, name: "Not again" }], destinations: [{ id: other, name: "Postcards" }], suppression: true };
    expect(await (await workspace.get(`/destinations/${to}/uses`)).json()).toEqual({ ...uses, smartCards: [], tiles: [] });
    const refused = await workspace.send("DELETE", `/destinations/${to}`);
    const message = 'Whom this destination was sent is asked by the segment "Not again", the permission of the destination "Postcards", the suppression list.';
    expect([refused.status, await refused.json()]).toMatchObject([409, { error: { code: "in_use", message } }]);
    await workspace.put("/settings/exports", { suppression: null, keptDays: 7 });
    for (const path of [`/destinations/${other}`, `/segments/${asking}`, `/destinations/${to}`]) {
      expect([path, (await workspace.send("DELETE", path)).status]).toEqual([path, 204]);
    }
  });
});

describe("a scheduled export", () => {
  const soon = (): string => new Date(Date.now() + 1_500).toISOString();
  const timing = (at: string, holdPercent: number | null = null) => ({ recurrence: { kind: "once", at }, timeZone: "Asia/Singapore", until: null, holdPercent });

  async function schedule(to: string, of: string, at: string): Promise<string> {
    const answer = await workspace.post("/export-schedules", { source: source(of), destination: to, timing: timing(at) });
    expect(answer.status, await answer.clone().text()).toBe(201);
    return (await jsonOf<{ id: string }>(answer)).id;
  }

  async function first(id: string): Promise<Run> {
    for (let waited = 0; waited < 200; waited += 1) {
      const { runs } = await jsonOf<{ runs: readonly Run[] }>(await workspace.get(`/exports?schedule=${id}`));
      if (runs[0]) return run(runs[0].id);
      await sleep(50);
    }
    throw new Error("nothing was due");
  }

  test("is made when it is due, and held while nobody is in", async () => {
    const to = await destination("Due", "download", {});
    const nobody = await segment("Nobody yet", { kind: "attribute", attribute: "note", op: "equals", value: "later" });
    const at = soon();
    const older = await segment("Nobody then", { kind: "attribute", attribute: "note", op: "equals", value: "never" });
    const [made, empty, left] = await Promise.all([schedule(to, everyone, at), schedule(to, nobody, at), schedule(to, older, at)]);
    // By then the destination asks for a parameter that nobody fills in.
    const asking = await destination("Asking", "download", {});
    const lacking = await schedule(asking, everyone, at);
    const fields = [...SHAPE.fields, { name: "campaign", from: { kind: "parameter", parameter: "campaign" } }];
    expect((await workspace.put(`/destinations/${asking}`, { name: "Asking", settings: {}, shape: { ...SHAPE, fields } })).status).toBe(200);
    const [done, held, passed, failed] = await Promise.all([first(made), first(empty), first(left), first(lacking)]);
    expect(failed).toMatchObject({ status: "failed", failure: { code: "invalid_destination", message: expect.stringContaining("campaign") } });
    // A newer one went since: to confirm the older one would send what is no longer so.
    await run(await start(to, older));
    expect((await workspace.post(`/exports/${passed.id}/again`, {})).status).toBe(409);
    expect(done).toMatchObject({ status: "finished", sent: { added: 300 }, slot: at });
    expect(held).toMatchObject({ status: "held", failure: { code: "export_held" } });
    expect((await workspace.post(`/exports/${held.id}/again`, {})).status).toBe(200);
    expect(await run(held.id)).toMatchObject({ status: "finished", files: [{ rows: 0 }] });
    expect((await workspace.send("DELETE", `/destinations/${to}`)).status).toBe(409);
  });

  test("tells the next five instants, and refuses what is never due", async () => {
    const next = await workspace.post("/export-schedules/next", { timing: { ...timing(""), recurrence: { kind: "monthly", on: "last", at: "06:30" } } });
    const { next: instants } = await jsonOf<{ next: readonly string[] }>(next);
    expect(instants).toHaveLength(5);
    for (const instant of instants) {
      const local = new Date(Date.parse(instant) + 8 * 3_600_000);
      expect(local.toISOString().slice(11, 16)).toBe("06:30");
      expect(new Date(local.getTime() + 86_400_000).getUTCDate()).toBe(1);
    }
    const past = await workspace.post("/export-schedules", { source: source(everyone), destination: await destination("Past", "download", {}), timing: timing("2020-01-01T00:00:00Z") });
    expect([past.status, (await jsonOf<ErrorBody>(past)).error.code]).toEqual([400, "invalid_schedule"]);
  });
});

test("a destination that finds rows by a field asks that no two customers have the same in it", async () => {
  const settings = { host: "db.example.com", database: "d", user: "u", table: "t", key: "member" };
  const answer = await workspace.post("/destinations", { type: "postgres", name: "Table", settings, shape: { ...SHAPE, format: null } });
  expect((await jsonOf<ErrorBody>(answer)).error).toMatchObject({ code: "invalid_destination", problems: [{ code: "key_not_unique" }] });
  await destination("By key", "postgres", { ...settings, key: "id" }, { format: null });
  await destination("By member", "postgres", settings, { format: null, unique: "member" });
});

describe("who may", () => {
  test("export to a destination is checked by the server, and secrets are never told", async () => {
    const to = await webhook("private");
    const known = await jsonOf<{ settings: Record<string, unknown>; secrets: string[] }>(await workspace.get(`/destinations/${to}`));
    expect(known.secrets).toEqual(["secret"]);
    expect(JSON.stringify(known)).not.toContain(SECRET);
    const settings = { ...known.settings };
    const users = { name: "private", settings, shape: { ...SHAPE, format: null }, users: [] };
    expect((await workspace.put(`/destinations/${to}`, users)).status).toBe(200);
    const ann = await workspace.member("ann");
    expect(await jsonOf(await ann("GET", `/destinations/${to}`))).toMatchObject({ settings: null, secrets: [], usable: false });
    const own = await run(await start(to));
    const members = await destination("Members' folder", "download", {}, {}, []);
    const done = await run(await start(members));
    expect((await jsonOf<{ files: object[] }>(await ann("GET", `/exports/${done.id}`))).files).toMatchObject([{ place: null }]);
    for (const id of [own.id, done.id]) expect((await ann("GET", `/exports/${id}/rejected.csv`)).status).toBe(403);
    for (const path of ["/exports", "/exports/preview"]) expect((await ann("POST", path, { source: source(everyone), destination: to })).status).toBe(403);
    expect((await ann("POST", "/destinations", { ...users, type: "download" })).status).toBe(403);
    // The secret that was left out is the one that it had.
    expect((await workspace.post("/destinations/test", { type: "webhook", settings, destination: to })).status).toBe(204);
    expect((await workspace.post("/destinations/test", { type: "webhook", settings })).status).toBe(400);
  });

  test("secrets that are kept are for the server alone that they were filled in for, and one that may be left out can go", async () => {
    const problems = async (answer: Response): Promise<unknown> => (await jsonOf<ErrorBody>(answer)).error.problems?.map(({ code, path }) => [code, path]);
    const to = await destination("Kept", "webhook", { ...hook("kept"), authorization: "Bearer kept" }, { format: null });
    const { secret: _, ...elsewhere } = hook("stolen");
    const needed = [["secret_needed", ["settings", "secret"]], ["secret_needed", ["settings", "authorization"]]];
    const change = (settings: object): Promise<Response> => workspace.put(`/destinations/${to}`, { name: "Kept", settings, shape: { ...SHAPE, format: null } });
    expect(await problems(await change(elsewhere))).toEqual(needed);
    expect(await problems(await workspace.post("/destinations/test", { type: "webhook", settings: elsewhere, destination: to }))).toEqual(needed);
    expect((await workspace.post("/destinations/test", { type: "postgres", settings: {}, destination: to })).status).toBe(400);
    expect(got("stolen").size).toBe(0);
    expect(await jsonOf(await change({ ...hook("stolen"), authorization: null }))).toMatchObject({ secrets: ["secret"] });

    const server = { host: "mail.example.com", port: 587, security: "starttls", from: "a@example.com" };
    const mail = (asked: object): Promise<Response> => workspace.put("/settings/mail", { server: { ...server, ...asked } });
    expect((await mail({ password: "kept" })).status).toBe(200);
    expect((await jsonOf<ErrorBody>(await mail({ security: "none" }))).error.code).toBe("password_needed");
    expect(await jsonOf(await mail({ from: "b@example.com" }))).toMatchObject({ server: { hasPassword: true } });
    expect(await jsonOf(await mail({ host: "other.example.com", password: null }))).toMatchObject({ server: { hasPassword: false } });
    await workspace.put("/settings/mail", { server: null });
  });

  test("nobody is sent whom the workspace suppresses", async () => {
    const suppression = { kind: "attribute", attribute: "consent", op: "is_false" };
    expect((await workspace.put("/settings/exports", { suppression, keptDays: 7 })).status).toBe(200);
    const to = await destination("Kept from", "download", {});
    const done = await run(await start(to));
    expect(done.sent.added).toBe(PEOPLE.filter(({ consent }) => consent !== false).length);
    await workspace.put("/settings/exports", { suppression: null, keptDays: 7 });
  });

  test("nothing went wrong inside", () => {
    expect(workspace.logged).toEqual([]);
  });
});
