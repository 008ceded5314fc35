import type { Kysely } from "kysely";
import { AppError } from "../errors.ts";
import type { Making } from "./making.ts";
import { assertSegments } from "./segment-rows.ts";
import type { Tables } from "./tables.ts";
import { storable } from "./text.ts";

/** What someone wrote about a segment. */
export interface Note {
  readonly id: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly text: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  /** RFC 3339, UTC; null: it is as it was written. */
  readonly editedAt: string | null;
}

/** The notes on segments. Where the id of a segment or of a note is unknown: `AppError("not_found")`. */
export interface NoteStore {
  /** The oldest first. */
  list(segment: string): Promise<readonly Note[]>;
  /** `author` is the id of a user. Throws `AppError("too_many")` beyond `MOST_NOTES`. */
  add(segment: string, author: string, text: string): Promise<Note>;
  /** Throws `AppError("forbidden")` unless `author` wrote it. */
  edit(segment: string, id: string, author: string, text: string): Promise<Note>;
  /** Throws `AppError("forbidden")` unless `author` wrote it. */
  remove(segment: string, id: string, author: string): Promise<void>;
}

/** How many notes a segment may have. */
export const MOST_NOTES = 500;

/** How many characters a note may have. */
export const LONGEST_NOTE = 4_000;

export function noteStore(db: Kysely<Tables>, { clock, newId }: Making): NoteStore {
  const get = async (segment: string, id: string): Promise<Note> => {
    const row = await rows(db, segment).where("segment_notes.id", "=", storable(id)).executeTakeFirst();
    if (!row) throw new AppError("not_found", `This segment has no note ${JSON.stringify(id)}.`, { path: ["note"] });
    return noteOf(row);
  };
  const own = async (segment: string, id: string, author: string): Promise<void> => {
    await assertSegments(db, [segment]);
    const note = await get(segment, id);
    if (note.author.id === author) return;
    throw new AppError("forbidden", `${note.author.name} wrote this note, and alone may change it.`, { hint: "Answer with a note of your own." });
  };

  return {
    async list(segment) {
      await assertSegments(db, [segment]);
      return (await rows(db, segment).orderBy("segment_notes.created_at").orderBy("segment_notes.id").execute()).map(noteOf);
    },

    async add(segment, author, text) {
      await assertSegments(db, [segment]);
      const { count } = await db
        .selectFrom("segment_notes")
        .select((eb) => eb.fn.countAll<string | number | bigint>().as("count"))
        .where("segment_id", "=", segment)
        .executeTakeFirstOrThrow();
      if (Number(count) >= MOST_NOTES) {
        throw new AppError("too_many", `A segment may have ${MOST_NOTES} notes.`, { hint: "Delete some that are no longer needed." });
      }
      const id = newId();
      const row = { id, segment_id: segment, author_id: author, text: storable(text), created_at: new Date(clock()), edited_at: null };
      await db.insertInto("segment_notes").values(row).execute();
      return get(segment, id);
    },

    async edit(segment, id, author, text) {
      await own(segment, id, author);
      const edited = { text: storable(text), edited_at: new Date(clock()) };
      await db.updateTable("segment_notes").set(edited).where("id", "=", storable(id)).where("author_id", "=", author).execute();
      return get(segment, id);
    },

    async remove(segment, id, author) {
      await own(segment, id, author);
      await db.deleteFrom("segment_notes").where("id", "=", storable(id)).where("author_id", "=", author).execute();
    },
  };
}

function rows(db: Kysely<Tables>, segment: string) {
  return db
    .selectFrom("segment_notes")
    .innerJoin("users", "users.id", "segment_notes.author_id")
    .select(["segment_notes.id", "segment_notes.text", "segment_notes.created_at", "segment_notes.edited_at"])
    .select(["users.id as author_id", "users.name as author_name"])
    .where("segment_notes.segment_id", "=", storable(segment));
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>["executeTakeFirstOrThrow"]>>;

function noteOf({ id, text, created_at, edited_at, author_id, author_name }: Row): Note {
  return {
    ...{ id, author: { id: author_id, name: author_name }, text },
    createdAt: created_at.toISOString(),
    editedAt: edited_at?.toISOString() ?? null,
  };
}
