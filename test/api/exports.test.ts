import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Condition } from "../../src/segment/ast.ts";
import { ndjson, type Person } from "../exports/people.ts";
import { exporting, PEOPLE, source } from "./exports/exporting.ts";
import { rightsSuite } from "./exports/rights.ts";
import { scheduledSuite } from "./exports/scheduled.ts";
import { type Run, SHAPE, timesSent, whomSent } from "./runs.ts";
import { type ErrorBody, jsonOf } from "./workspace.ts";

const shop = exporting();
const { segment, destination, webhook, hook, start, run, got } = shop;

const keysOf = (some: readonly Person[]): readonly string[] => some.map(({ customer_id }) => customer_id);

describe("an export of files", () => {
  test("sends everyone who can be sent, and keeps a file whose hash and rows are told", async () => {
    const to = await destination("Members", "download", {}, { mandatory: { match: "all", attributes: ["member"] } });
    const members = PEOPLE.filter(({ member }) => member !== undefined);
    const done = await run(await start(to));
    expect(done).toMatchObject({ status: "finished", sent: { added: members.length, updated: 0, removed: 0 }, rejected: 0, downloadable: true });
    expect(Date.parse(done.keptUntil ?? "") - Date.parse(done.endedAt ?? "")).toBe(7 * 86_400_000);
    expect(done.ladder).toMatchObject({ exportable: members.length, steps: [{ remaining: members.length }, { remaining: members.length }] });
    const [file] = done.files;
    const answer = await shop.workspace.get(`/exports/${done.id}/files/${file?.name}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.toString()).toBe(["id,member", ...members.map((each) => `${each.customer_id},${each.member}`), ""].join("\n"));
    expect(file).toMatchObject({ rows: members.length, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
    expect((await shop.workspace.get(`/exports/${done.id}/files/${encodeURIComponent("../../secret")}`)).status).toBe(404);
    expect(await whomSent(shop.workspace, to)).toEqual(keysOf(members));
    for (const [side, found] of [["left_out", PEOPLE.length - members.length], ["remain", members.length]] as const) {
      expect(await jsonOf(await shop.workspace.post(`/exports/${done.id}/left-out`, { step: 0, side, limit: 1 }))).toMatchObject({ found });
    }
    await destination("Never used", "download", {}, {}, []);
    const listed = await jsonOf<{ destinations: { name: string; last: object | null }[] }>(await shop.workspace.get("/destinations"));
    const last = { run: done.id, status: "finished", at: done.createdAt };
    expect(listed.destinations.map(({ name, last: newest }) => [name, newest])).toEqual([["Members", last], ["Never used", null]]);
    const broken = await destination("Broken", "download", {}, { permission: { kind: "attribute", attribute: "gone", op: "is_true" } });
    const { destinations } = await jsonOf<{ destinations: object[] }>(await shop.workspace.post("/exports/exportable", { source: source(shop.everyone) }));
    expect(destinations).toMatchObject([
      { destination: { id: broken }, exportable: null, problem: { code: "invalid_destination", message: 'Permission: There is no attribute "gone".' } },
      { destination: { id: to, name: "Members" }, exportable: members.length, problem: null },
      { destination: { name: "Never used" }, exportable: PEOPLE.length, problem: null },
    ]);
  });

  test("of nobody sends a file without rows, and cuts larger ones at the rows that are asked for", async () => {
    const to = await destination("Cut", "download", {}, { rowsPerFile: 120, gzip: true });
    expect((await run(await start(to))).files.map(({ rows }) => rows)).toEqual([120, 120, 60]);
    const nobody = await segment("Nobody", { kind: "any", of: [] });
    expect((await run(await start(to, nobody))).files.map(({ rows }) => rows)).toEqual([0]);
  });

  test("takes the place of the one before where its name does not tell the run, and is refused where it could be another’s", async () => {
    const folder = { folder: shop.folder };
    const to = await destination("Fetched", "folder", folder, { fileName: "crm-{id}" });
    const vips = await segment("VIP", { kind: "all", of: [] });
    const file = { name: `crm-${vips}.csv` };
    expect(await run(await start(to, vips))).toMatchObject({ status: "finished", files: [{ ...file, rows: PEOPLE.length }] });
    await shop.workspace.put(`/segments/${vips}`, { name: "Nobody is a VIP", where: { kind: "any", of: [] }, revision: 1 });
    expect(await run(await start(to, vips))).toMatchObject({ status: "finished", files: [{ ...file, rows: 0 }] });
    expect(readdirSync(shop.folder)).toEqual([`crm-${vips}.csv`]);
    expect(readFileSync(join(shop.folder, `crm-${vips}.csv`), "utf8")).toBe("id,member\n");
    const refused = await shop.workspace.post("/destinations", { type: "folder", name: "All in one", settings: folder, shape: { ...SHAPE, fileName: "all" } });
    expect((await jsonOf<ErrorBody>(refused)).error.problems).toMatchObject([{ code: "invalid_file_name", path: ["shape", "fileName"] }]);
  });

  test("of a smart segment is of its definition as it is then", async () => {
    const to = await destination("Smart", "download", {});
    const { groups } = await jsonOf<{ groups: { cards: { id: string; where: unknown }[] }[] }>(await shop.workspace.get("/smart"));
    const card = groups.flatMap(({ cards }) => cards).find(({ where }) => where !== null);
    const [group = "", id = ""] = (card?.id ?? "").split("/");
    const answer = await shop.workspace.post("/exports", { source: { kind: "smart", group, card: id }, destination: to });
    expect((await run((await jsonOf<Run>(answer)).id)).status).toBe("finished");
    expect((await shop.workspace.post("/exports", { source: { kind: "smart", group, card: "none" }, destination: to })).status).toBe(404);
  });
});

describe("an export of rows", () => {
  test("goes on after the receiver was away, and tells each row once by the id of its batch", async () => {
    const to = await webhook("away");
    let failures = 2;
    shop.peer.answer((_, response) => void (failures-- > 0 ? response.writeHead(503).end() : response.writeHead(204).end()));
    const done = await run(await start(to));
    shop.peer.answer();
    expect(done).toMatchObject({ status: "finished", sent: { added: 300, updated: 0, removed: 0 } });
    const batches = got("away");
    expect([...batches.values()].flatMap(({ customers }) => customers.map(({ id }) => id))).toEqual(PEOPLE.map(({ customer_id }) => customer_id));
    expect([await whomSent(shop.workspace, to, done), await timesSent(shop.workspace, to, "c1")]).toEqual([keysOf(PEOPLE), 1]);
  });

  test("leaves out what the receiver refuses, and tells which rows and why", async () => {
    const to = await webhook("picky");
    shop.peer.answer(({ body }, response) => void (body.includes('"c60"') ? response.writeHead(422).end("no c60 here") : response.writeHead(204).end()));
    const done = await run(await start(to));
    shop.peer.answer();
    expect(done).toMatchObject({ status: "finished", sent: { added: 250 }, rejected: 50 });
    expect(done.rejections).toEqual([{ reason: expect.stringContaining("422"), rows: 50 }]);
    const rejected = (await (await shop.workspace.get(`/exports/${done.id}/rejected.csv`)).text()).trimEnd().split("\n");
    expect(rejected.map((line) => line.split(",")[0])).toEqual(['"customer_id"', ...PEOPLE.slice(50, 100).map(({ customer_id }) => `"${customer_id}"`)]);
    expect(await whomSent(shop.workspace, to)).toEqual(keysOf([...PEOPLE.slice(0, 50), ...PEOPLE.slice(100)]));
  });

  test("that rejects everything fails, and sends all of it again once that is mended", async () => {
    const to = await webhook("never");
    shop.peer.answer((_, response) => void response.writeHead(422).end("no such field"));
    const failed = await run(await start(to));
    shop.peer.answer();
    expect(failed).toMatchObject({ status: "failed", sent: { added: 0 }, rejected: 300, failure: { code: "destination_refused", message: expect.stringContaining("no such field") } });
    expect(await whomSent(shop.workspace, to)).toEqual([]);
    expect((await shop.workspace.post(`/exports/${failed.id}/again`, {})).status).toBe(200);
    expect(await run(failed.id)).toMatchObject({ status: "finished", sent: { added: 300 }, rejected: 0 });
    expect([(await whomSent(shop.workspace, to)).length, await timesSent(shop.workspace, to, "c1")]).toEqual([300, 1]);
    expect((await (await shop.workspace.get(`/exports/${failed.id}/rejected.csv`)).text()).trimEnd().split("\n")).toHaveLength(1);
  });

  test("that is cancelled while it waits for its next try is known by what was taken until then", async () => {
    const to = await webhook("waits", { mode: "changes" });
    const sent = (): number => shop.peer.received.filter(({ path }) => path === "/waits").length;
    shop.peer.answer((_, response) => void (sent() > 2 ? response.writeHead(503, { "retry-after": "60" }).end() : response.writeHead(204).end()));
    const id = await start(to);
    await run(id, ({ status, tries }) => status === "waiting" && tries > 0);
    shop.peer.answer();
    const next = await start(to);
    expect((await shop.workspace.send("DELETE", `/destinations/${to}`)).status).toBe(409);
    expect((await jsonOf<Run>(await shop.workspace.post(`/exports/${id}/cancel`, {}))).status).toBe("cancelled");
    expect(await run(next)).toMatchObject({ status: "finished", sent: { added: 200 } });
    expect(await whomSent(shop.workspace, to, await run(next))).toEqual(keysOf(PEOPLE.slice(100)));
    expect([(await whomSent(shop.workspace, to)).length, await timesSent(shop.workspace, to, "c1"), await timesSent(shop.workspace, to, "c300")]).toEqual([300, 1, 1]);
  });

  test("sends what changed since the destination took it last, not since it was sent", async () => {
    const changes = { format: null, mode: "changes", fields: [...SHAPE.fields, { name: "note", from: { kind: "attribute", attribute: "note" } }] } as const;
    const to = await webhook("changes", changes);
    const few = await segment("Few", { kind: "attribute", attribute: "spend", op: "less_than", value: 5_000 });
    const inFew = PEOPLE.filter(({ spend }) => spend !== undefined && spend < 5_000);
    // The third batch is refused for good: what came before it was taken.
    shop.peer.answer((_, response) => void (shop.peer.received.filter(({ path }) => path === "/changes").length > 2 ? response.writeHead(401).end() : response.writeHead(204).end()));
    const failed = await run(await start(to, few));
    expect(failed).toMatchObject({ status: "failed", sent: { added: 100 }, failure: { code: "destination_refused", hint: expect.stringContaining("retry the run") } });
    expect(await whomSent(shop.workspace, to, failed)).toEqual(keysOf(inFew.slice(0, 100)));
    shop.peer.answer();
    const second = await run(await start(to, few));
    expect(second).toMatchObject({ status: "finished", sent: { added: inFew.length - 100, updated: 0, removed: 0 } });
    expect([await whomSent(shop.workspace, to, second), await whomSent(shop.workspace, to)]).toEqual([keysOf(inFew.slice(100)), keysOf(inFew)]);
    await shop.workspace.importFile("customers?format=ndjson", ndjson([{ customer_id: "c2", note: "changed" }, { customer_id: "c3", spend: 9_999 }]));
    const third = await run(await start(to, few));
    expect(third.sent).toEqual({ added: 0, updated: 1, removed: 1 });
    // Who left goes first: another may be found by the same value by now.
    expect([...got("changes").keys()].slice(-2)).toEqual([`${third.id}-removed-1`, `${third.id}-updated-1`]);
    const fourth = await run(await start(to, few));
    expect(fourth.sent).toEqual({ added: 0, updated: 0, removed: 0 });
    // Who was taken away was sent once, and is no more: that is nothing that was sent.
    expect([await whomSent(shop.workspace, to, third), await whomSent(shop.workspace, to, fourth), await timesSent(shop.workspace, to, "c2"), await timesSent(shop.workspace, to, "c3")]).toEqual([["c2"], [], 2, 1]);
    // Of what another address has nothing is known.
    const elsewhere = { name: "changes", settings: { ...hook("elsewhere") }, shape: { ...SHAPE, ...changes } };
    expect((await shop.workspace.put(`/destinations/${to}`, elsewhere)).status).toBe(200);
    expect((await run(await start(to, few))).sent).toEqual({ added: inFew.length - 1, updated: 0, removed: 0 });
    const { notifications } = await jsonOf<{ notifications: { about: { kind: string; run: string }; finished: boolean }[] }>(await shop.workspace.get("/notifications"));
    expect(notifications.map(({ about, finished }) => [about.kind, about.run, finished])[0]).toEqual(["export_failed", failed.id, false]);
  });

  test("is cancelled at once, and retried from where it was", async () => {
    const to = await webhook("slow");
    shop.peer.answer((_, response) => void setTimeout(() => response.writeHead(204).end(), 100));
    const id = await start(to);
    await run(id, ({ sent }) => sent.added >= 100);
    const cancelled = await jsonOf<Run>(await shop.workspace.post(`/exports/${id}/cancel`, {}));
    expect(cancelled.status).toBe("cancelled");
    await sleep(300);
    const before = got("slow").size;
    const until = await run(id);
    expect(await whomSent(shop.workspace, to)).toEqual(keysOf(PEOPLE.slice(0, until.sent.added)));
    await sleep(300);
    expect(got("slow").size).toBe(before);
    shop.peer.answer();
    expect((await shop.workspace.post(`/exports/${id}/again`, {})).status).toBe(200);
    expect(await run(id)).toMatchObject({ status: "finished", sent: { added: 300 } });
    expect([...got("slow").values()].flatMap(({ customers }) => customers.map(({ id: key }) => key))).toEqual(PEOPLE.map(({ customer_id }) => customer_id));
    expect((await shop.workspace.post(`/exports/${id}/again`, {})).status).toBe(409);
    // Each at the end of the part in which it was taken.
    expect(await whomSent(shop.workspace, to, await run(id))).toEqual(keysOf(PEOPLE.slice(until.sent.added)));
    expect([(await whomSent(shop.workspace, to)).length, await timesSent(shop.workspace, to, "c1"), await timesSent(shop.workspace, to, "c300")]).toEqual([300, 1, 1]);
    expect((await shop.workspace.send("DELETE", `/destinations/${to}`)).status).toBe(204);
    const gone = await shop.workspace.post("/segments/count", { where: { kind: "exported", destination: to } });
    expect([gone.status, (await jsonOf<ErrorBody>(gone)).error.problems?.map(({ code }) => code)]).toEqual([400, ["unknown_destination"]]);
  });
});

describe("whom a destination was sent", () => {
  const sentTo = (to: string) => ({ kind: "exported", destination: to, window: { last: 7, unit: "day" } }) as const;
  const counted = async (where: object): Promise<number> => (await jsonOf<{ count: number }>(await shop.workspace.post("/segments/count", { where }))).count;

  test("is counted from the end of the run, of what was taken, and keeps anybody from being sent twice", async () => {
    const to = await webhook("weekly");
    expect(await counted(sentTo(to))).toBe(0);
    const changed = await shop.workspace.put(`/destinations/${to}`, {
      ...{ name: "weekly", settings: { url: `http://127.0.0.1:${shop.peer.port}/weekly`, private: true, batch: 50 }, users: null },
      shape: { ...SHAPE, format: null, permission: { kind: "not", of: sentTo(to) } },
    });
    expect(changed.status, await changed.clone().text()).toBe(200);
    const some = await segment("Some", { kind: "attribute", attribute: "spend", op: "less_than", value: 5_000 });
    const inSome = PEOPLE.filter(({ spend }) => spend !== undefined && spend < 5_000).length;
    // The second is asked for while the first runs, and waits for it.
    shop.peer.answer((_, response) => void setTimeout(() => response.writeHead(204).end(), 50));
    const [one, other] = [await start(to, some), await start(to)];
    const [first, second] = [await run(one), await run(other)];
    shop.peer.answer();
    expect([first.sent.added, second.sent.added]).toEqual([await counted({ kind: "segment", segment: some }), 300 - first.sent.added]);
    expect(first.sent.added).toBeGreaterThan(inSome / 2);
    expect(new Set([...got("weekly").values()].flatMap(({ customers }) => customers.map(({ id }) => id))).size).toBe(300);
    expect(await counted(sentTo(to))).toBe(300);
    expect((await run(await start(to))).sent.added).toBe(0);
    const why = await jsonOf<{ tree: { evidence: unknown } }>(await shop.workspace.post("/segments/explain", { where: sentTo(to), customer: "c1" }));
    expect(why.tree.evidence).toMatchObject({ kind: "instants", matching: 1 });
  });

  test("stays on a list that is told of changes while they may not be sent, and leaves it with the segment", async () => {
    const to = await webhook("subscribed");
    const fields = [{ name: "id", from: { kind: "key" } }, { name: "email", from: { kind: "attribute", attribute: "email" } }] as const;
    await shop.workspace.put(`/destinations/${to}`, {
      ...{ name: "subscribed", settings: { url: `http://127.0.0.1:${shop.peer.port}/subscribed`, private: true, batch: 50 }, users: null },
      shape: { ...SHAPE, fields, format: null, mode: "changes", unique: "email", permission: { kind: "not", of: sentTo(to) } },
    });
    // Of those with one address the first.
    const firsts = (some: readonly Person[]) => some.filter(({ email }, at) => email === undefined || some.findIndex((other) => other.email === email) === at);
    const all = firsts(PEOPLE);
    const readers = await segment("Readers", { kind: "all", of: [] });
    expect(await run(await start(to, readers))).toMatchObject({ status: "finished", sent: { added: all.length, updated: 0, removed: 0 } });
    const rest = await run(await start(to, readers));
    expect(rest).toMatchObject({ status: "finished", sent: { added: 0, updated: 0, removed: 0 }, ladder: { exportable: 0 } });
    await shop.workspace.put(`/segments/${readers}`, { name: "Readers", where: { kind: "attribute", attribute: "spend", op: "greater_than", value: 3_000 }, revision: 1 });
    // One spends more since a test before.
    const now = PEOPLE.map((one) => (one.customer_id === "c3" ? { ...one, spend: 9_999 } : one));
    const fewer = firsts(now.filter(({ spend }) => spend !== undefined && spend > 3_000));
    const lacking = (some: readonly Person[], others: readonly Person[]) => some.filter((one) => others.every(({ customer_id }) => customer_id !== one.customer_id)).length;
    const [added, removed] = [lacking(fewer, all), lacking(all, fewer)];
    expect([all.length < PEOPLE.length, added > 0]).toEqual([true, true]);
    expect(await run(await start(to, readers))).toMatchObject({ status: "finished", sent: { added, updated: 0, removed } });
  });

  test("keeps a destination from being deleted while it is asked, by a segment, a permission or the suppression list", async () => {
    const to = await destination("Letters", "download", {});
    const sent: Condition = { kind: "exported", destination: to };
    const asking = await segment("Not again", { kind: "not", of: sent });
    const other = await destination("Postcards", "download", {}, { permission: sent });
    expect((await shop.workspace.put("/settings/exports", { suppression: sent, keptDays: 7 })).status).toBe(200);
    const uses = { segments: [{ id: asking, name: "Not again" }], destinations: [{ id: other, name: "Postcards" }], suppression: true };
    expect(await (await shop.workspace.get(`/destinations/${to}/uses`)).json()).toEqual({ ...uses, smartCards: [], tiles: [] });
    const refused = await shop.workspace.send("DELETE", `/destinations/${to}`);
    const message = 'Whom this destination was sent is asked by the segment "Not again", the permission of the destination "Postcards", the suppression list.';
    expect([refused.status, await refused.json()]).toMatchObject([409, { error: { code: "in_use", message } }]);
    await shop.workspace.put("/settings/exports", { suppression: null, keptDays: 7 });
    for (const path of [`/destinations/${other}`, `/segments/${asking}`, `/destinations/${to}`]) {
      expect([path, (await shop.workspace.send("DELETE", path)).status]).toEqual([path, 204]);
    }
  });
});

scheduledSuite(shop);

test("a destination that finds rows by a field asks that no two customers have the same in it", async () => {
  const settings = { host: "db.example.com", database: "d", user: "u", table: "t", key: "member" };
  const answer = await shop.workspace.post("/destinations", { type: "postgres", name: "Table", settings, shape: { ...SHAPE, format: null } });
  expect((await jsonOf<ErrorBody>(answer)).error).toMatchObject({ code: "invalid_destination", problems: [{ code: "key_not_unique" }] });
  await destination("By key", "postgres", { ...settings, key: "id" }, { format: null });
  await destination("By member", "postgres", settings, { format: null, unique: "member" });
});

rightsSuite(shop);

test("nothing went wrong inside", () => {
  expect(shop.workspace.logged).toEqual([]);
});
