import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Shape } from "../../src/results/exports/shape.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { shortId } from "../../src/store/ids.ts";
import { type Destination, destinationStore } from "../../src/store/destinations.ts";
import { runStore } from "../../src/store/export-runs.ts";
import { exportScheduleStore } from "../../src/store/export-schedules.ts";
import { MOST_NOTES, noteStore } from "../../src/store/notes.ts";
import { peopleStore } from "../../src/store/people.ts";
import { refreshStore } from "../../src/store/refreshes.ts";
import { SEGMENT_SORTS, type SegmentListOptions, type SegmentSort } from "../../src/store/segment-list.ts";
import type { Segment } from "../../src/store/segment-rows.ts";
import type { SegmentDraft } from "../../src/store/revisions.ts";
import { type SegmentStore, segmentStore } from "../../src/store/segments.ts";
import { tagStore } from "../../src/store/tags.ts";
import { testPeopleStore } from "../../src/store/test-people.ts";
import { userStore } from "../../src/store/users.ts";
import { administrator } from "../../src/store/administrator.ts";
import { type TemporaryStore, temporaryStore } from "./temporary-store.ts";

const START = Date.UTC(2026, 2, 1);
const everyone: Condition = { kind: "all", of: [] };

let temporary: TemporaryStore;
let segments: SegmentStore;
let author: string;
let now = START;

beforeAll(async () => {
  temporary = await temporaryStore();
  const { db } = temporary.store;
  author = (await administrator(db, { id: shortId(), now: new Date(START) })).id;
  segments = segmentStore(db, { clock: () => now, newId: shortId });
});

afterAll(() => temporary.dispose());

function draft(change: Partial<SegmentDraft> = {}): SegmentDraft {
  return { name: "Everyone", where: everyone, timeZone: null, sentence: "Everyone.", author, ...change };
}

async function refreshed(segment: string, count: number, at = START, revision = 1): Promise<void> {
  const [id, base] = [shortId(), 5_000_000_000_000];
  const instant = new Date(at).toISOString();
  const receipt = { count, base, share: count / base, definitionHash: "ab", dataVersion: 1, now: instant, timeZone: "UTC", evaluatedAt: instant, elapsedMs: 1 };
  const rest = { revision, cause: "schedule", user: null, membership: id, comparedWith: null, entered: null, left: null, redefined: null } as const;
  await refreshStore(temporary.store.db).recordDone({ id, segment, receipt, ...rest });
}

const shape: Shape = {
  fields: [],
  mandatory: { match: "all", attributes: [] },
  ...{ permission: null, suppress: true, unique: null, format: null, gzip: false, rowsPerFile: null },
  mode: "whole",
};

function destination(name: string): Promise<Destination> {
  const making = { clock: () => now, newId: shortId };
  return destinationStore(temporary.store.db, making).add("download", { name, settings: {}, secrets: {}, shape, users: null }, author);
}

async function exported(segment: string, to: string, at: number): Promise<void> {
  const frozen = {
    ...{ name: "x", where: everyone, timeZone: null, now: new Date(at).toISOString(), sentence: "", shape, parameters: {} },
    ...{ destination: { name: "x", type: "download", revision: 1 }, suppression: null, holdPercent: null },
  };
  const runs = runStore(temporary.store.db, { clock: () => at, newId: shortId });
  await runs.add({ source: { kind: "segment", segment }, destination: to, frozen, due: null, user: author });
}

describe("a saved segment", () => {
  it("starts at revision 1 and belongs to its author", async () => {
    now = START + 1234;
    const saved = await segments.create(draft({ timeZone: "Europe/Berlin" }));
    expect(saved).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{12}$/),
      name: "Everyone",
      where: everyone,
      timeZone: "Europe/Berlin",
      revision: 1,
      sentence: "Everyone.",
      owner: { id: author, name: "Administrator" },
      tags: [],
      createdAt: "2026-03-01T00:00:01.234Z",
      updatedAt: "2026-03-01T00:00:01.234Z",
    });
    expect(await segments.get(saved.id)).toEqual(saved);
  });

  it("gives its definition back as it was, with any text in it", async () => {
    const where: Condition = {
      kind: "all",
      of: [
        { kind: "attribute", attribute: "name", op: "any_of", value: ["\0", "\ud800", "O'Brien", "日本", "1e400"], note: "z before a" },
        { kind: "not", of: { kind: "attribute", attribute: "age", op: "at_least", value: 1e-7 } },
      ],
    };
    const { id } = await segments.create(draft({ where, sentence: "The name is \0." }));
    const saved = await segments.get(id);
    expect(saved.where).toEqual(where);
    expect(JSON.stringify(saved.where)).toBe(JSON.stringify(where));
    expect(saved.sentence).toBe("The name is \uFFFD.");
  });

  it("keeps every revision with its author and time, the newest first", async () => {
    now = START;
    const { id } = await segments.create(draft({ name: "One" }));
    now = START + 1000;
    const second = await segments.update(id, 1, draft({ name: "Two", where: { kind: "any", of: [] }, sentence: "Nobody." }));
    expect(second).toMatchObject({ name: "Two", revision: 2, sentence: "Nobody.", updatedAt: "2026-03-01T00:00:01.000Z" });
    const { revisions, next } = await segments.revisions(id);
    expect(revisions.map(({ revision, name, createdAt }) => [revision, name, createdAt])).toEqual([
      [2, "Two", "2026-03-01T00:00:01.000Z"],
      [1, "One", "2026-03-01T00:00:00.000Z"],
    ]);
    expect([revisions[1]?.where, next]).toEqual([everyone, null]);
    const first = await segments.revisions(id, { limit: 1 });
    const rest = await segments.revisions(id, { limit: 1, cursor: first.next ?? undefined });
    expect([[...first.revisions, ...rest.revisions], rest.next]).toEqual([revisions, null]);
    expect((await segments.revisions(id, { only: [1, 5] })).revisions).toEqual([revisions[1]]);
    await expect(segments.revisions(id, { cursor: "x" })).rejects.toMatchObject({ code: "invalid_cursor" });
  });

  it("tells of a revision how many it held as it was saved, else when it was refreshed first", async () => {
    now = START;
    const { id } = await segments.create(draft({ size: { count: 5, base: 9 } }));
    await segments.update(id, 1, draft());
    await segments.update(id, 2, draft());
    const at = (revision: number, count: number) => ({ count, base: 5_000_000_000_000, at: new Date(START + revision).toISOString() });
    for (const [revision, count] of [[1, 6], [2, 7], [2, 8]] as const) await refreshed(id, count, START + revision, revision);
    expect((await segments.revisions(id)).revisions.map(({ size }) => size)).toEqual([null, at(2, 7), { count: 5, base: 9, at: new Date(START).toISOString() }]);
  });

  it("is saved by one only of two who stand on the same revision", async () => {
    const { id } = await segments.create(draft());
    const saves = await Promise.allSettled([
      segments.update(id, 1, draft({ name: "Mine" })),
      segments.update(id, 1, draft({ name: "Yours" })),
    ]);
    expect(saves.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(saves.find((save) => save.status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
    expect((await segments.get(id)).revision).toBe(2);
    expect((await segments.revisions(id)).revisions).toHaveLength(2);
  });

  it("is gone for everyone after it was removed", async () => {
    const { id } = await segments.create(draft({ name: "Unwanted" }));
    await segments.remove([id]);
    const gone = { code: "not_found", path: ["id"] };
    await expect(segments.get(id)).rejects.toMatchObject(gone);
    await expect(segments.update(id, 1, draft())).rejects.toMatchObject(gone);
    await expect(segments.revisions(id)).rejects.toMatchObject(gone);
    await expect(segments.remove([id])).rejects.toMatchObject(gone);
    expect((await segments.list({ search: "unwanted" })).segments).toEqual([]);
  });
});

it("gives the definitions that conditions refer to, by others too, also in a circle, but none from the trash", async () => {
  const to = (...ids: string[]): Condition => ({ kind: "all", of: ids.map((segment) => ({ kind: "segment", segment })) });
  const last = await segments.create(draft({ name: "Last" }));
  const gone = await segments.create(draft({ name: "Gone" }));
  const middle = await segments.create(draft({ name: "Middle", where: to(last.id, gone.id) }));
  await segments.update(last.id, 1, draft({ name: "Last", where: to(middle.id) }));
  await segments.create(draft({ name: "Another" }));
  await segments.remove([gone.id]);
  const found = await segments.referred([to(middle.id, "a\0b"), everyone]);
  expect([...found.segments.values()].map(({ id, name }) => [id, name]).sort()).toEqual([[last.id, "Last"], [middle.id, "Middle"]].sort());
});

describe("the trash", () => {
  it("keeps what was deleted, the latest first and in pages, and brings it back as it was", async () => {
    const before = (await segments.trash({})).total;
    const first = await segments.create(draft({ name: "First", where: { kind: "any", of: [] } }));
    const second = await segments.create(draft({ name: "Second" }));
    now = START + 3_000;
    await segments.remove([first.id]);
    await segments.remove([second.id]);
    const page = await segments.trash({ limit: 1 });
    const rest = await segments.trash({ limit: 1, cursor: page.next ?? undefined });
    expect(page.total).toBe(before + 2);
    expect([...page.segments, ...rest.segments].map(({ id, deletedAt }) => [id, deletedAt]).sort()).toEqual(
      [first.id, second.id].sort().map((id) => [id, "2026-03-01T00:00:03.000Z"]),
    );
    expect(await segments.restore(first.id)).toEqual(first);
    await expect(segments.restore(first.id)).rejects.toMatchObject({ code: "not_found", path: ["id"] });
    expect((await segments.trash({})).segments.map(({ id }) => id)).not.toContain(first.id);
  });

  it("lets go for good only of what is in it, and what no segment refers to, not even where that is switched off", async () => {
    const used = await segments.create(draft({ name: "Used" }));
    const none = { smartCards: [], tiles: [], destinations: [], suppression: false, featured: [], schedules: [] };
    const where: Condition = { kind: "all", of: [{ kind: "not", of: { kind: "segment", segment: used.id, off: true } }] };
    const user = await segments.create(draft({ name: "User", where }));
    expect(await segments.uses([used.id])).toEqual({ ...none, segments: [{ id: user.id, name: "User" }] });
    await expect(segments.assertErasable(used.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(segments.erase(used.id)).rejects.toMatchObject({ code: "not_found" });
    await segments.remove([used.id]);
    await expect(segments.assertErasable(used.id)).rejects.toMatchObject({ code: "in_use", message: 'It is used by the segment "User".' });
    await segments.remove([user.id]);
    await segments.assertErasable(used.id);
    await segments.erase(used.id);
    await expect(segments.restore(used.id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("exports", () => {
  it("of a segment are told with it: the newest run and its schedules, which pause with it; so are those of what it feeds", async () => {
    const making = { clock: () => now, newId: shortId };
    const { db } = temporary.store;
    const partner = await destination("Partner");
    const [feeding, other] = [await segments.create(draft({ name: "Feeding" })), await segments.create(draft({ name: "Never sent" }))];
    const middle = await segments.create(draft({ name: "Middle", where: { kind: "segment", segment: feeding.id } }));
    const last = await segments.create(draft({ name: "Last", where: { kind: "segment", segment: middle.id } }));
    const source = (segment: string) => ({ kind: "segment", segment }) as const;
    const timing = { recurrence: { kind: "daily", at: "06:30" }, timeZone: "UTC", until: null, holdPercent: null } as const;
    const schedules = exportScheduleStore(db, making);
    const setup = { destination: partner.id, parameters: {}, timing, paused: false };
    const own = await schedules.add(source(feeding.id), setup, author);
    const ofLast = await schedules.add(source(last.id), setup, author);
    for (const at of [START, START + 60_000]) await exported(feeding.id, partner.id, at);
    const told = await segments.exports([feeding.id, other.id]);
    expect(told.get(other.id)).toBeUndefined();
    expect(told.get(feeding.id)).toEqual({
      last: { run: expect.any(String), destination: "Partner", status: "waiting", at: "2026-03-01T00:01:00.000Z" },
      schedules: [{ id: own.id, destination: "Partner", timing, paused: false }],
    });
    expect((await segments.list({ sort: "exported", limit: 1 })).segments.map(({ id }) => id)).toEqual([feeding.id]);
    expect((await segments.uses([feeding.id])).schedules).toEqual([
      { id: own.id, destination: "Partner", of: "Feeding", own: true, paused: false, timing },
      { id: ofLast.id, destination: "Partner", of: "Last", own: false, paused: false, timing },
    ]);
    await segments.remove([feeding.id]);
    await segments.restore(feeding.id);
    expect((await segments.exports([feeding.id])).get(feeding.id)?.schedules).toMatchObject([{ id: own.id, paused: true }]);
  });
});

describe("people and notes", () => {
  const people = () => peopleStore(temporary.store.db);
  const notes = () => noteStore(temporary.store.db, { clock: () => now, newId: shortId });
  const user = async (name: string) => {
    const users = userStore(temporary.store.db, { clock: () => now, newId: shortId });
    return (await users.add({ name, email: `${name}@example.com`, role: "member" })).id;
  };

  it("of a segment go with it to the trash, come back with it, and end with it", async () => {
    now = START;
    const { id } = await segments.create(draft());
    const [ben, ana] = [await user("ben"), await user("Ana")];
    await people().replace(id, { people: [{ id: ben, access: "view" }, { id: ana, access: "edit" }, { id: author, access: "edit" }] });
    const note = await notes().add(id, ben, "Why 90 days?\n\0");
    expect(note).toEqual({ id: note.id, author: { id: ben, name: "ben" }, text: "Why 90 days?\n\uFFFD", createdAt: "2026-03-01T00:00:00.000Z", editedAt: null });
    const before = await people().read(id);
    expect(before).toEqual({
      owner: { id: author, name: "Administrator" },
      people: [{ id: ana, name: "Ana", access: "edit" }, { id: ben, name: "ben", access: "view" }],
    });
    await segments.remove([id]);
    for (const asked of [people().read(id), people().replace(id, { people: [] }), notes().list(id), notes().add(id, ben, "x")]) {
      await expect(asked).rejects.toMatchObject({ code: "not_found" });
    }
    await segments.restore(id);
    expect([await people().read(id), await notes().list(id)]).toEqual([before, [note]]);

    await people().replace(id, { owner: ben, people: [{ id: ben, access: "view" }, { id: author, access: "edit" }] });
    expect((await people().read(id)).people.map(({ name }) => name)).toEqual(["Administrator"]);
    expect((await segments.get(id)).owner.name).toBe("ben");
    for (const [change, path] of [[{ owner: "nobody", people: [] }, ["owner"]], [{ people: [{ id: "a\0", access: "view" }] }, ["people", 0, "id"]]] as const) {
      await expect(people().replace(id, change)).rejects.toMatchObject({ code: "unknown_user", path });
    }
    await segments.remove([id]);
    await segments.erase(id);
    expect(await temporary.store.db.selectFrom("segment_notes").select("id").where("segment_id", "=", id).execute()).toEqual([]);
  });

  it("are changed by the author of a note alone, and are so many at most", async () => {
    const { id } = await segments.create(draft());
    const note = await notes().add(id, author, "First");
    now += 5_000;
    expect(await notes().edit(id, note.id, author, "Better")).toEqual({ ...note, text: "Better", editedAt: new Date(now).toISOString() });
    await expect(notes().edit(id, note.id, "other", "Worse")).rejects.toMatchObject({ code: "forbidden" });
    await expect(notes().remove(id, note.id, "other")).rejects.toMatchObject({ code: "forbidden" });
    await notes().remove(id, note.id, author);
    await expect(notes().remove(id, note.id, author)).rejects.toMatchObject({ code: "not_found" });
    const row = { segment_id: id, author_id: author, text: "x", created_at: new Date(now), edited_at: null };
    await temporary.store.db.insertInto("segment_notes").values(Array.from({ length: MOST_NOTES }, () => ({ ...row, id: shortId() }))).execute();
    await expect(notes().add(id, author, "One more")).rejects.toMatchObject({ code: "too_many" });
  });

  it("keep the customers whom a user watches, in order and each once", async () => {
    const watched = testPeopleStore(temporary.store.db);
    expect(await watched.read(author)).toEqual([]);
    await watched.replace(author, ["b", "a\0", "b"]);
    expect(await watched.read(author)).toEqual(["b", "a\0"]);
  });
});

describe("the list of segments", () => {
  it("pages through all of them once in every order, also where many have the same key or none", async () => {
    const { db } = temporary.store;
    const tags = tagStore(db, { clock: () => now, newId: shortId });
    const [vip, mail] = [await tags.create({ name: "vip" }), await tags.create({ name: "Mail" })];
    now = START + 86_400_000;
    const names = ["Paged 10", "paged 9", "Páged 9", "Paged zebra", "paged Zebra", "PAGED 10", "Paged"];
    const made: Segment[] = [];
    for (const [index, name] of names.entries()) {
      if (index === 4) now += 1;
      const given = index % 3 === 0 ? [vip.id] : index % 3 === 1 ? [mail.id, vip.id] : [];
      made.push(await segments.create(draft({ name, sentence: "Paged." }), given));
    }
    for (const [index, { id }] of made.entries()) if (index < 5) await refreshed(id, index === 3 ? 1_000_000_000_000 : index % 2);
    const { id: partner } = await destination("Paged");
    for (const [index, { id }] of made.entries()) if (index > 2) await exported(id, partner, START + (index % 2));
    const key: Readonly<Record<SegmentSort, (index: number) => string | number | undefined>> = {
      modified: (index) => (index < 4 ? 0 : 1),
      name: (index) => ["2", "1", "1", "3", "3", "2", "0"][index],
      owner: () => 0,
      size: (index) => [0, 1, 0, 1_000_000_000_000, 0][index],
      tags: (index) => ["vip", "mail vip"][index % 3],
      exported: (index) => (index > 2 ? index % 2 : undefined),
    };
    for (const sort of SEGMENT_SORTS) {
      for (const order of ["asc", "desc"] as const) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await segments.list({ search: "paged.", limit: 3, sort, order, cursor });
          expect([page.segments.length <= 3, page.total]).toEqual([true, names.length]);
          seen.push(...page.segments.map(({ id }) => id));
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        expect([...seen].sort()).toEqual(made.map(({ id }) => id).sort());
        const found = seen.map((id) => key[sort](made.findIndex((one) => one.id === id)));
        const known = found.filter((one) => one !== undefined);
        expect([sort, order, found]).toEqual([
          sort,
          order,
          [...known.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (order === "asc" ? 1 : -1)), ...found.filter((one) => one === undefined)],
        ]);
      }
    }
    const found = async (options: SegmentListOptions) => (await segments.list({ search: "paged.", ...options })).total;
    expect([await found({ tags: [vip.id] }), await found({ tags: [vip.id, mail.id] }), await found({ tags: ["none"] })]).toEqual([5, 2, 0]);
    expect([await found({ owner: { is: author } }), await found({ owner: { isNot: author } })]).toEqual([7, 0]);
  });

  it("tells the size as of the last refresh, unless the definition is another one since, and the line of days", async () => {
    const { id } = await segments.create(draft());
    const day = 86_400_000;
    const sizes = async () => (await segments.sizes([id], START + day)).get(id);
    expect(await sizes()).toEqual({ size: null, line: [] });
    for (const [at, count] of [[START, 1], [START + day, 2], [START + day + 5, 3], [START + 2 * day, 4]] as const) await refreshed(id, count, at);
    const size = { at: "2026-03-03T00:00:00.000Z", count: 4, base: 5_000_000_000_000, share: 8e-13 };
    const line = [{ at: "2026-03-02T00:00:00.005Z", count: 3 }, { at: "2026-03-03T00:00:00.000Z", count: 4 }];
    expect(await sizes()).toEqual({ size, line });
    await segments.update(id, 1, draft({ name: "Renamed" }));
    expect(await sizes()).toEqual({ size, line });
    await segments.update(id, 2, draft({ where: { kind: "any", of: [] } }));
    expect(await sizes()).toEqual({ size: null, line });
  });

  it("finds by all words, in name or sentence, in any letter case, and takes no letter for a wildcard", async () => {
    await segments.create(draft({ name: "50%_off \\ Größe", sentence: "The country is Austria." }));
    const found = async (search: string) => (await segments.list({ search })).segments.map(({ name }) => name);
    expect(await found("größe AUSTRIA")).toEqual(["50%_off \\ Größe"]);
    expect(await found("50%_off")).toEqual(["50%_off \\ Größe"]);
    expect(await found("50%x")).toEqual([]);
    expect(await found("_off \\")).toEqual(["50%_off \\ Größe"]);
    expect(await found("austria germany")).toEqual([]);
    expect(await found("\0")).toEqual(await found("\uFFFD"));
    expect(await found("'; DROP TABLE segments; --")).toEqual([]);
  });

  it("refuses a cursor that it did not make", async () => {
    const ofOtherOrder = Buffer.from(JSON.stringify(["name", "desc", "a", "b"])).toString("base64url");
    for (const cursor of ["", "nonsense", "MSAn", Buffer.from("99999999999999 a").toString("base64url"), ofOtherOrder]) {
      await expect(segments.list({ cursor })).rejects.toMatchObject({ code: "invalid_cursor", path: ["cursor"] });
    }
    for (const sort of ["name", "owner", "tags"] as const) {
      const cursor = Buffer.from(JSON.stringify([sort, "asc", "a\0", "abc"])).toString("base64url");
      await expect(segments.list({ sort, order: "asc", cursor })).rejects.toMatchObject({ code: "invalid_cursor" });
    }
  });
});

it("knows no segment of an id with U+0000, which Postgres takes in no text", async () => {
  const id = "a\0b";
  await expect(segments.get(id)).rejects.toMatchObject({ code: "not_found" });
  await expect(segments.update(id, 1, draft())).rejects.toMatchObject({ code: "not_found" });
  await expect(segments.remove([id])).rejects.toMatchObject({ code: "not_found" });
  await expect(segments.revisions(id)).rejects.toMatchObject({ code: "not_found" });
});
