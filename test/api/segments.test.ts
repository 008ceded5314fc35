import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SegmentAnswer } from "../../src/api/schemas.ts";
import type { ListedSegmentAnswer } from "../../src/api/segment-answers.ts";
import type { Checked } from "../../src/segment/checked.ts";
import { destinationStore } from "../../src/store/destinations.ts";
import { shortId } from "../../src/store/ids.ts";
import type { Revision } from "../../src/store/revisions.ts";
import type { CountedTag } from "../../src/store/tags.ts";
import { type ErrorBody, jsonOf, NOW, openWorkspace, type Workspace } from "./workspace.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace();
});
afterAll(() => workspace.dispose());

const austrians = { kind: "attribute", attribute: "country", op: "any_of", value: ["Austria"] };

async function create(change: Record<string, unknown> = {}): Promise<SegmentAnswer> {
  const response = await workspace.page("POST", "/segments", { name: "Austrians", where: austrians, ...change });
  expect(response.status).toBe(201);
  return jsonOf(response);
}

describe("a segment over HTTP", () => {
  it("is saved with its sentence, read, listed, saved again and deleted", async () => {
    const saved = await create({ timeZone: "Europe/Vienna" });
    expect(saved).toEqual({
      id: expect.any(String),
      name: "Austrians",
      where: austrians,
      timeZone: "Europe/Vienna",
      revision: 1,
      sentence: "Customers whose country is any of “Austria”. Days are those of “Europe/Vienna”.",
      short: "Customers whose country is any of “Austria”.",
      owner: { id: expect.any(String), name: "Administrator" },
      tags: [],
      createdAt: "2026-03-01T00:00:00.000Z",
      updatedAt: "2026-03-01T00:00:00.000Z",
    });
    expect(await (await workspace.page("GET", `/segments/${saved.id}`)).json()).toEqual(saved);
    expect(await (await workspace.page("GET", "/segments?search=austria")).json()).toEqual({
      segments: [{ ...saved, problems: [], size: null, line: [], exports: { last: null, schedules: [] } }],
      total: 1,
      next: null,
    });

    const change = { name: "  Everyone  ", where: { kind: "all", of: [] }, revision: 1 };
    const changed = await workspace.page("PUT", `/segments/${saved.id}`, change);
    expect(changed.status).toBe(200);
    expect(await changed.json()).toMatchObject({ name: "Everyone", revision: 2, timeZone: null });
    const { revisions } = await jsonOf<{ revisions: Revision[] }>(await workspace.page("GET", `/segments/${saved.id}/revisions`));
    expect(revisions).toMatchObject([
      { revision: 2, name: "Everyone", author: { name: "Administrator" } },
      { revision: 1, name: "Austrians", where: austrians, timeZone: "Europe/Vienna" },
    ]);

    expect((await workspace.page("DELETE", `/segments/${saved.id}`)).status).toBe(204);
    for (const [method, path] of [["GET", ""], ["DELETE", ""], ["GET", "/revisions"], ["GET", "/members.csv"]] as const) {
      const gone = await workspace.page(method, `/segments/${saved.id}${path}`);
      expect([path, gone.status]).toEqual([path, 404]);
      expect(await gone.json()).toMatchObject({ error: { code: "not_found", path: ["id"] } });
    }
  });

  it("tells who uses it, lies in the trash once deleted, and comes back as it was", async () => {
    const { id } = await create({ name: "Used" });
    const other = await create({ name: "Other" });
    const where = { kind: "segment", segment: id } as const;
    await workspace.page("PUT", `/segments/${other.id}`, { name: "Other", where, revision: 1 });
    const none = { segments: [], smartCards: [], tiles: [], destinations: [], suppression: false, featured: [], schedules: [] };
    const used = { ...none, segments: [{ id: other.id, name: "Other" }] };
    expect(await (await workspace.page("GET", `/segments/${id}/uses`)).json()).toEqual(used);
    const uses = async (segments: string[]) => (await workspace.page("POST", "/segments/uses", { segments })).json();
    expect([await uses([id]), await uses([id, other.id])]).toEqual([used, none]);
    expect((await workspace.page("POST", "/segments/delete", { segments: [id, "unknown"] })).status).toBe(404);
    const saved = await (await workspace.page("GET", `/segments/${id}`)).json();
    expect((await workspace.page("DELETE", `/segments/${id}`)).status).toBe(204);
    expect((await workspace.page("DELETE", `/segments/${id}?forever=yes`)).status).toBe(400);
    expect((await workspace.page("GET", `/segments/${id}/uses`)).status).toBe(404);
    const trash = await jsonOf<{ segments: SegmentAnswer[]; total: number }>(await workspace.page("GET", "/segments/trash"));
    expect(trash.segments.find((segment) => segment.id === id)).toMatchObject({
      name: "Used",
      short: expect.any(String),
      deletedAt: "2026-03-01T00:00:00.000Z",
    });
    expect(trash.total).toBe(trash.segments.length);
    const restored = await workspace.page("POST", `/segments/${id}/restore`);
    expect(await restored.json()).toEqual(saved);
    expect((await workspace.page("POST", `/segments/${id}/restore`)).status).toBe(404);
    expect((await workspace.page("POST", "/segments/delete", { segments: [id, other.id] })).status).toBe(204);
    expect((await workspace.page("GET", `/segments/${other.id}`)).status).toBe(404);
  });

  it("tells which smart cards, tiles and featured ones use it, and is kept in the trash while one would need repair", async () => {
    const { id } = await create({ name: "Used" });
    const where = { kind: "segment", segment: id } as const;
    const { smartEdits, tiles } = workspace.context;
    await smartEdits.add("age-group", { name: "Ours", definition: { where, timeZone: null } });
    await tiles.writeShared([{ tile: { kind: "condition", where }, title: null, color: "teal", note: null }]);
    await workspace.page("POST", "/featured", { segment: id });
    expect(await (await workspace.page("GET", `/segments/${id}/uses`)).json()).toEqual({
      segments: [],
      smartCards: [{ id: expect.stringMatching(/^age-group\//), name: "Age group: Ours" }],
      tiles: [{ title: null, owner: null }],
      destinations: [],
      suppression: false,
      featured: [{ id, name: "Used" }],
      schedules: [],
    });
    const featured = async () => (await jsonOf<{ featured: unknown[] }>(await workspace.page("GET", "/featured"))).featured.length;
    await workspace.page("DELETE", `/segments/${id}`);
    expect(await featured()).toBe(0);
    await expect(workspace.context.segments.assertErasable(id)).rejects.toMatchObject({
      message: 'It is used by the smart segment "Age group: Ours", a tile of everyone.',
    });
    await workspace.page("POST", `/segments/${id}/restore`);
    expect(await featured()).toBe(1);
    await workspace.page("DELETE", `/segments/${id}`);
    await workspace.context.segments.erase(id);
    expect(await featured()).toBe(0);
  });

  it("is said to need repair when what it names is no longer there", async () => {
    const { id: author } = await workspace.context.auth.administrator();
    const draft = { name: "Repair me", timeZone: null, sentence: "Repair me.", author };
    const gone = await create();
    const where = { kind: "all", of: [{ kind: "attribute", attribute: "loyalty", op: "is_known" }, { kind: "segment", segment: gone.id }] } as const;
    await workspace.context.segments.create({ ...draft, where });
    await workspace.page("DELETE", `/segments/${gone.id}`);
    const { segments } = await jsonOf<{ segments: ListedSegmentAnswer[] }>(await workspace.page("GET", "/segments?search=repair"));
    expect(segments.map(({ problems }) => problems.map(({ code }) => code))).toEqual([["unknown_attribute", "unknown_segment"]]);
  });

  it("is not saved over what somebody else saved", async () => {
    const { id } = await create();
    const save = (revision: number) => workspace.page("PUT", `/segments/${id}`, { name: "Mine", where: austrians, revision });
    expect((await save(1)).status).toBe(200);
    const late = await save(1);
    expect(late.status).toBe(409);
    const message = "Administrator saved the segment in between: it is at revision 2, not 1.";
    expect(await late.json()).toMatchObject({ error: { code: "conflict", message, path: ["revision"], hint: expect.any(String) } });
  });

  it("is not saved with a definition that has mistakes: all of them are told", async () => {
    const where = {
      kind: "all",
      of: [
        { kind: "attribute", attribute: "contry", op: "any_of", value: ["Austria"] },
        { kind: "event", event: "Order Complete" },
      ],
    };
    const response = await workspace.page("POST", "/segments", { name: "Broken", where });
    expect(response.status).toBe(400);
    const { error } = await jsonOf<ErrorBody>(response);
    expect(error).toMatchObject({ code: "invalid_definition", message: "The definition has 2 problems." });
    expect(error.problems).toMatchObject([
      { code: "unknown_attribute", path: ["of", 0, "attribute"] },
      { code: "unknown_event", path: ["of", 1, "event"] },
    ]);
  });

  it("keeps a definition with 100,000 values", async () => {
    const value = Array.from({ length: 100_000 }, (_, index) => `customer-number-${index}`);
    const { id } = await create({ where: { ...austrians, value } });
    const saved = await jsonOf<SegmentAnswer>(await workspace.page("GET", `/segments/${id}`));
    expect(saved.where).toEqual({ ...austrians, value });
  });
});

describe("tags", () => {
  const tag = async (name: string, color?: string) => jsonOf<CountedTag>(await workspace.page("POST", "/tags", { name, ...(color && { color }) }));
  const list = async () => (await jsonOf<{ tags: CountedTag[] }>(await workspace.page("GET", "/tags"))).tags;
  const tagsOf = async (id: string) =>
    (await jsonOf<SegmentAnswer>(await workspace.page("GET", `/segments/${id}`))).tags.map(({ name }) => name);

  it("stay with a segment through its saves, its copies and the trash", async () => {
    const [vip, email] = [await tag("VIP", "red"), await tag("  e-mail ")];
    const { id } = await create({ tags: [vip.id] });
    const put = await workspace.page("PUT", `/segments/${id}/tags`, { tags: [vip.id, email.id, vip.id] });
    const { tags } = await jsonOf<{ tags: CountedTag[] }>(put);
    expect(tags).toEqual([{ id: email.id, name: "e-mail", color: email.color }, { id: vip.id, name: "VIP", color: "red" }]);
    await workspace.page("PUT", `/segments/${id}`, { name: "Again", where: austrians, revision: 1 });
    await workspace.page("DELETE", `/segments/${id}`);
    expect((await list()).map(({ name, segments }) => [name, segments])).toEqual([["e-mail", 0], ["VIP", 0]]);
    expect((await workspace.page("PUT", `/segments/${id}/tags`, { tags: [] })).status).toBe(404);
    await workspace.page("POST", `/segments/${id}/restore`);
    expect(await tagsOf(id)).toEqual(["e-mail", "VIP"]);
    expect(await tagsOf((await create({ tags: tags.map((one) => one.id) })).id)).toEqual(["e-mail", "VIP"]);
    expect((await list()).map(({ segments }) => segments)).toEqual([2, 2]);
  });

  it("are named once in any letter case, renamed, recoloured, merged and deleted", async () => {
    const [one, other] = [await tag("Ärzte"), await tag("Doctors")];
    expect(one.color).not.toBe(other.color);
    for (const [method, path] of [["POST", "/tags"], ["PUT", `/tags/${other.id}`]] as const) {
      const taken = await workspace.page(method, path, { name: "äRZTE", color: "blue" });
      expect([taken.status, (await jsonOf<ErrorBody>(taken)).error.code]).toEqual([409, "name_taken"]);
    }
    for (const name of ["\u200b", "\u2066 \u2069", "VIP\u202e", "a\u2028b", "a\0"]) {
      expect([name, (await workspace.page("POST", "/tags", { name })).status]).toEqual([name, 400]);
    }
    const renamed = await workspace.page("PUT", `/tags/${one.id}`, { name: "ÄRZTE", color: "pink" });
    expect(await renamed.json()).toEqual({ id: one.id, name: "ÄRZTE", color: "pink", segments: 0 });
    const [both, first] = [await create({ tags: [one.id, other.id] }), await create({ tags: [one.id] })];
    expect((await workspace.page("POST", `/tags/${one.id}/merge`, { into: one.id })).status).toBe(400);
    expect(await (await workspace.page("POST", `/tags/${one.id}/merge`, { into: other.id })).json()).toMatchObject({ name: "Doctors", segments: 2 });
    expect([await tagsOf(both.id), await tagsOf(first.id)]).toEqual([["Doctors"], ["Doctors"]]);
    expect((await workspace.page("DELETE", `/tags/${other.id}`)).status).toBe(204);
    expect(await tagsOf(both.id)).toEqual([]);
    expect((await workspace.page("DELETE", `/tags/${other.id}`)).status).toBe(404);
  });

  it("are given to many segments and taken from them, or from none when something is unknown", async () => {
    const [made, gone] = [await tag("Made"), await tag("Gone")];
    const ids = [(await create({ tags: [gone.id] })).id, (await create()).id];
    const bulk = (change: object) => workspace.page("POST", "/segments/tags", { segments: ids, ...change });
    expect((await bulk({ add: [made.id], remove: [gone.id] })).status).toBe(204);
    expect([await tagsOf(ids[0] ?? ""), await tagsOf(ids[1] ?? "")]).toEqual([["Made"], ["Made"]]);
    expect((await jsonOf<ErrorBody>(await bulk({ remove: [made.id], add: ["unknown"] }))).error.code).toBe("unknown_tag");
    expect((await bulk({ segments: [...ids, "unknown"], remove: [made.id] })).status).toBe(404);
    expect((await bulk({ add: Array.from({ length: 51 }, () => made.id) })).status).toBe(400);
    expect(await tagsOf(ids[0] ?? "")).toEqual(["Made"]);
  });
});

describe("people and notes of a segment", () => {
  const member = (name: string) => workspace.member(name);

  it("are seen by all; the owner and administrators invite, the author of a note writes it anew", async () => {
    const [ana, ben] = [await member("Ana"), await member("Ben")];
    const { id } = await jsonOf<SegmentAnswer>(await ana.ask("POST", "/segments", { name: "Ana’s", where: austrians }));
    const invite = (ask: typeof ana.ask, change: object) => ask("PUT", `/segments/${id}/people`, change);
    const people = [{ id: ben.id, access: "edit" }];
    const foreign = await invite(ben.ask, { people });
    expect([foreign.status, (await jsonOf<ErrorBody>(foreign)).error.message]).toEqual([403, "This segment is Ana’s."]);
    expect((await invite(ana.ask, { people: [{ id: ben.id, access: "own" }] })).status).toBe(400);
    const invited = { owner: { id: ana.id, name: "Ana" }, people: [{ id: ben.id, name: "Ben", access: "edit" }] };
    expect(await (await invite(ana.ask, { people })).json()).toEqual(invited);
    expect(await (await ben.ask("GET", `/segments/${id}/people`)).json()).toEqual(invited);
    const shared = async (ask: typeof ana.ask) => (await jsonOf<{ segments: SegmentAnswer[] }>(await ask("GET", "/segments?owner=shared"))).segments;
    expect([(await shared(ben.ask)).map(({ name }) => name), await shared(ana.ask)]).toEqual([["Ana’s"], []]);
    expect(await (await invite(workspace.page, { owner: ben.id, people: [] })).json()).toMatchObject({ owner: { name: "Ben" }, people: [] });

    const written = await ben.ask("POST", `/segments/${id}/notes`, { text: "  Keep it.\nReally.  " });
    const note = await jsonOf<{ id: string }>(written);
    expect([written.status, note]).toMatchObject([201, { author: { name: "Ben" }, text: "Keep it.\nReally.", editedAt: null }]);
    for (const text of ["", " \n ", "\u0007", "x".repeat(4_001)]) expect((await ben.ask("POST", `/segments/${id}/notes`, { text })).status).toBe(400);
    const at = `/segments/${id}/notes/${note.id}`;
    expect([(await ana.ask("PUT", at, { text: "No." })).status, (await workspace.page("DELETE", at)).status]).toEqual([403, 403]);
    expect(await (await ben.ask("PUT", at, { text: "Yes." })).json()).toMatchObject({ text: "Yes.", editedAt: expect.any(String) });
    expect(await (await ana.ask("GET", `/segments/${id}/notes`)).json()).toMatchObject({ notes: [{ text: "Yes." }] });
    expect((await ben.ask("DELETE", at)).status).toBe(204);
    expect((await ben.ask("DELETE", at)).status).toBe(404);
  });

  it("get the scheduled exports of what they are copied of, paused, to destinations that one may use", async () => {
    const gus = await member("Gus");
    const { exportSchedules } = workspace.context;
    const { id: administrator } = await workspace.context.auth.administrator();
    const some = { permission: null, suppress: true, unique: null, format: null, gzip: false, rowsPerFile: null };
    const shape = { fields: [], mandatory: { match: "all", attributes: [] }, mode: "whole", ...some } as const;
    const making = destinationStore(workspace.store.db, { clock: () => NOW, newId: shortId });
    const destination = (name: string, users: string[] | null) => making.add("download", { name, settings: {}, secrets: {}, shape, users }, administrator);
    const [open, closed] = [await destination("Open", null), await destination("Closed", [])];
    const { id } = await create({ name: "Sent" });
    const timing = { recurrence: { kind: "hours", every: 6 }, timeZone: "UTC", until: null, holdPercent: null } as const;
    const setup = { parameters: { campaign: "x" }, timing, paused: false };
    for (const to of [open, closed]) await exportSchedules.add({ kind: "segment", segment: id }, { destination: to.id, ...setup }, administrator);
    const copy = await jsonOf<SegmentAnswer>(await gus.ask("POST", "/segments", { name: "Copy", where: austrians, copyOf: id }));
    expect(await exportSchedules.list({ source: { kind: "segment", segment: copy.id } })).toMatchObject([
      { destination: open.id, parameters: { campaign: "x" }, timing, paused: true, createdBy: gus.id },
    ]);
  });

  it("are not those of a copy, and everyone watches customers of their own", async () => {
    const cleo = await member("Cleo");
    const customers = Array.from({ length: 11 }, (_, at) => `c${at}`);
    expect((await cleo.ask("PUT", "/test-people", { customers })).status).toBe(400);
    expect(await (await cleo.ask("PUT", "/test-people", { customers: customers.slice(1) })).json()).toEqual({ customers: customers.slice(1) });
    expect(await (await workspace.page("GET", "/test-people")).json()).toEqual({ customers: [] });
  });
});

describe("checking a definition", () => {
  const check = async (where: unknown) =>
    jsonOf<Checked & { sentence: string | null }>(await workspace.page("POST", "/segments/check", { where }));

  it("gives the sentence when there is nothing wrong", async () => {
    const answer = await check(austrians);
    expect(answer).toMatchObject({ problems: [], warnings: [] });
    expect(answer.sentence).toContain("Austria");
  });

  it("gives every problem, and no sentence", async () => {
    for (const where of [5, null, "all", [], {}, { kind: "none" }]) {
      const answer = await check(where);
      expect(answer.sentence).toBeNull();
      expect(answer.problems.length).toBeGreaterThan(0);
    }
  });
});

describe("a sentence", () => {
  const parse = (text: unknown) => workspace.page("POST", "/segments/parse", { text });

  it("gives the definition that it was made from, with its zone", async () => {
    const where = { kind: "all", of: [austrians, { kind: "not", of: { kind: "event", event: "Order Completed", window: { last: 90, unit: "day" } } }] };
    const checked = await workspace.page("POST", "/segments/check", { where, ownTimeZone: "Europe/Vienna" });
    const { sentence } = await jsonOf<{ sentence: string }>(checked);
    const parsed = await parse(sentence);
    expect(parsed.status).toBe(200);
    expect(await parsed.json()).toEqual({
      where: { kind: "all", of: [austrians, { kind: "event", event: "Order Completed", window: { last: 90, unit: "day" }, op: "exactly", value: 0 }] },
      timeZone: "Europe/Vienna",
    });
    expect(await (await parse("Everyone.")).json()).toEqual({ where: { kind: "all", of: [] } });
  });

  it("that cannot be read is refused with the place", async () => {
    const response = await parse("Customers whose country iss “Austria”.");
    expect(response.status).toBe(400);
    const { error } = await jsonOf<ErrorBody>(response);
    expect(error).toMatchObject({ code: "invalid_sentence", path: ["text", 24], hint: 'Did you mean "is"?' });
    expect(error.message).toContain('at character 25, not "iss"');
  });

  it("that names what there is not is refused with the place of each", async () => {
    const text = "Customers whose contry is “Austria”, and who did “Order Complete”.";
    const { error } = await jsonOf<ErrorBody>(await parse(text));
    expect(error).toMatchObject({ code: "invalid_sentence", message: "The sentence has 2 problems." });
    expect(error.problems).toMatchObject([
      { code: "unknown_attribute", path: ["text", text.indexOf("whose contry")], hint: 'Did you mean "country"?' },
      { code: "unknown_event", path: ["text", text.indexOf("who did")] },
    ]);
  });

  it("is a text, and nothing beside it", async () => {
    for (const body of [{}, { text: 5 }, { text: "Everyone.", now: "2026-03-01T00:00:00Z" }]) {
      expect((await workspace.page("POST", "/segments/parse", body)).status).toBe(400);
    }
  });

  it("is short where many values are", async () => {
    const value = Array.from({ length: 50 }, (_, index) => `land ${index + 1}`);
    const { short } = await create({ where: { ...austrians, value } });
    expect(short).toMatch(/^Customers whose country is any of “land 1”, .* or 42 more\.$/);
  });
});

describe("what there is", () => {
  it("lists attributes with their types in words", async () => {
    expect(await (await workspace.page("GET", "/attributes")).json()).toEqual({
      customers: 3,
      attributes: [
        { name: "country", type: "text", label: "Country" },
        { name: "loyaltyTags", type: "text[]", label: "Loyalty tags" },
      ],
    });
  });

  it("lists events with their properties and times", async () => {
    expect(await (await workspace.page("GET", "/events")).json()).toEqual({
      events: [
        {
          name: "Order Completed",
          count: 2,
          oldest: "2026-01-01T00:00:00.000Z",
          newest: "2026-02-01T12:00:00.000Z",
          properties: [{ name: "products", type: "{price:number,tags:text[]}[]" }],
        },
      ],
    });
  });
});
