import { type Kysely, sql } from "kysely";
import { AppError } from "../errors.ts";
import { assertSegments, unknownSegment } from "./segment-rows.ts";
import type { SegmentPersonTable, Tables } from "./tables.ts";
import { storable } from "./text.ts";

export type Access = SegmentPersonTable["access"];

/** Someone who is invited to a segment. */
export interface InvitedPerson {
  readonly id: string;
  readonly name: string;
  readonly access: Access;
}

/** Whose a segment is, and who is invited to it. */
export interface SegmentPeople {
  readonly owner: { readonly id: string; readonly name: string };
  /** By name, without the owner. */
  readonly people: readonly InvitedPerson[];
}

/** Whom a segment concerns, deleted or not. */
export interface Concerned {
  /** The segment's. */
  readonly id: string;
  readonly name: string;
  /** Ids of its owner and of who is invited. */
  readonly users: readonly string[];
}

export interface PeopleChange {
  /** The id of a user; left out: the owner stays. */
  readonly owner?: string | undefined;
  /** All who are invited from now on. */
  readonly people: readonly Pick<InvitedPerson, "id" | "access">[];
}

/** Whose the segments are. Where the id of a segment is unknown or deleted: `AppError("not_found")`. */
export interface PeopleStore {
  read(segment: string): Promise<SegmentPeople>;
  /** Throws `AppError("unknown_user")` for who may not sign in, unless they were there before. */
  replace(segment: string, change: PeopleChange): Promise<SegmentPeople>;
  /** Of those of the segments that there are, the deleted too. */
  concerned(segments: readonly string[]): Promise<readonly Concerned[]>;
}

/** How many people may be invited to a segment. */
export const MOST_PEOPLE = 200;

export function peopleStore(db: Kysely<Tables>): PeopleStore {
  return {
    read: (segment) => read(db, segment),

    replace: (segment, { owner, people }) =>
      db.transaction().execute(async (tx) => {
        await assertSegments(tx, [segment]);
        const before = await read(tx, segment);
        const owned = owner ?? before.owner.id;
        await assertUsers(tx, { owner, people }, before);
        if (owner !== undefined) await tx.updateTable("segments").set({ owner_id: owner }).where("id", "=", segment).execute();
        await tx.deleteFrom("segment_people").where("segment_id", "=", segment).execute();
        // An owner needs no invitation, and of two for one person the last counts.
        const access = new Map(people.map((person) => [person.id, person.access]));
        access.delete(owned);
        const rows = [...access].map(([user_id, given]) => ({ segment_id: segment, user_id, access: given }));
        if (rows.length > 0) await tx.insertInto("segment_people").values(rows).execute();
        return read(tx, segment);
      }),

    async concerned(segments) {
      if (segments.length === 0) return [];
      const ids = segments.map(storable);
      const owned = await db.selectFrom("segments").select(["id", "name", "owner_id"]).where("id", "in", ids).execute();
      const invited = await db.selectFrom("segment_people").select(["segment_id", "user_id"]).where("segment_id", "in", ids).execute();
      const users = new Map(owned.map(({ id, owner_id }) => [id, [owner_id]]));
      for (const { segment_id, user_id } of invited) users.get(segment_id)?.push(user_id);
      return owned.map(({ id, name }) => ({ id, name, users: users.get(id) ?? [] }));
    },
  };
}

async function read(db: Kysely<Tables>, id: string): Promise<SegmentPeople> {
  const owner = await db
    .selectFrom("segments")
    .innerJoin("users", "users.id", "segments.owner_id")
    .select(["users.id", "users.name"])
    .where("segments.id", "=", storable(id))
    .where("segments.deleted_at", "is", null)
    .executeTakeFirst();
  if (!owner) throw unknownSegment(id);
  const people = await db
    .selectFrom("segment_people")
    .innerJoin("users", "users.id", "segment_people.user_id")
    .select(["users.id", "users.name", "segment_people.access"])
    .where("segment_people.segment_id", "=", storable(id))
    .orderBy(sql`lower(users.name)`)
    .orderBy("users.id")
    .execute();
  return { owner, people };
}

async function assertUsers(tx: Kysely<Tables>, { owner, people }: PeopleChange, before: SegmentPeople): Promise<void> {
  const known = new Set([before.owner.id, ...before.people.map(({ id }) => id)]);
  const wanted = [...new Set([...(owner === undefined ? [] : [owner]), ...people.map(({ id }) => id)])].filter((id) => !known.has(id));
  if (wanted.length === 0) return;
  const found = await tx.selectFrom("users").select("id").where("id", "in", wanted.map(storable)).where("disabled_at", "is", null).execute();
  const there = new Set(found.map(({ id }) => id));
  const missing = wanted.find((id) => !there.has(id));
  if (missing === undefined) return;
  const path = missing === owner ? ["owner"] : ["people", people.findIndex(({ id }) => id === missing), "id"];
  throw new AppError("unknown_user", `There is no user ${JSON.stringify(missing)} who may sign in.`, { path, hint: "GET /users lists the users." });
}
