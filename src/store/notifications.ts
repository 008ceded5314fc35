import { type Kysely, sql } from "kysely";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import type { Making } from "./making.ts";
import type { Notice } from "./notice.ts";
import type { Tables } from "./tables.ts";
import { storable } from "./text.ts";

export interface Notification {
  readonly id: string;
  readonly about: Notice;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly readAt: string | null;
  /** Whether the run that it tells of has finished since. */
  readonly finished: boolean;
}

export interface NotificationStore {
  /** One for each of the users. */
  tell(users: Iterable<string>, about: Notice): Promise<void>;
  /** Of a user, the newest first. Throws `AppError("invalid_cursor")`. */
  list(user: string, page: { readonly cursor?: string | undefined; readonly limit?: number | undefined }): Promise<{ readonly notifications: readonly Notification[]; readonly next: string | null }>;
  /** Which users have not read one of this kind about a segment. */
  unreadOf(kind: Notice["kind"], segment: string): Promise<ReadonlySet<string>>;
  /** How many a user has not read. */
  unread(user: string): Promise<number>;
  /** All that a user has by now are read. */
  readAll(user: string): Promise<void>;
  /** Forgets those before an instant, in epoch milliseconds. */
  forgetBefore(instant: number): Promise<void>;
}

const PAGE = 30;

export function notificationStore(db: Kysely<Tables>, { clock, newId }: Making): NotificationStore {
  return {
    async tell(users, about) {
      const told = [...new Set(users)].map((user) => ({ id: newId(), user_id: user, about: JSON.stringify(about), created_at: new Date(clock()), read_at: null }));
      if (told.length > 0) await db.insertInto("notifications").values(told).execute();
    },

    async unreadOf(kind, segment) {
      const isOfIt = sql<boolean>`about->>'kind' = ${kind} AND about->>'segment' = ${storable(segment)}`;
      const unread = await db.selectFrom("notifications").select("user_id").distinct().where("read_at", "is", null).where(isOfIt).execute();
      return new Set(unread.map(({ user_id }) => user_id));
    },

    async list(user, { cursor, limit = PAGE }) {
      const finished = sql<boolean>`EXISTS (SELECT FROM export_runs WHERE export_runs.id = about->>'run' AND export_runs.status = 'finished')`;
      let query = db.selectFrom("notifications").selectAll().select(finished.as("finished")).where("user_id", "=", user);
      if (cursor !== undefined) {
        const { time, id } = decodeCursor(cursor);
        query = query.where(sql<boolean>`(created_at, id) < (${new Date(time)}, ${id})`);
      }
      const found = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit + 1).execute();
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return {
        notifications: page.map(({ id, about, created_at, read_at, finished }) => ({ id, about, createdAt: created_at.toISOString(), readAt: read_at?.toISOString() ?? null, finished })),
        next: last ? encodeCursor({ time: last.created_at.getTime(), id: last.id }) : null,
      };
    },

    async unread(user) {
      const { count } = await db
        .selectFrom("notifications")
        .select((eb) => eb.fn.countAll<string | number | bigint>().as("count"))
        .where("user_id", "=", user)
        .where("read_at", "is", null)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async readAll(user) {
      await db.updateTable("notifications").set({ read_at: new Date(clock()) }).where("user_id", "=", user).where("read_at", "is", null).execute();
    },

    async forgetBefore(instant) {
      await db.deleteFrom("notifications").where("created_at", "<", new Date(instant)).execute();
    },
  };
}
