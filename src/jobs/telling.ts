import { type SmtpSettings, smtpMail } from "../destinations/smtp.ts";
import type { Notice } from "../store/notice.ts";
import type { NotificationStore } from "../store/notifications.ts";
import type { UserStore } from "../store/users.ts";
import { letterOf } from "./letters.ts";

/** Tells people in the app, and by a letter where a mail server is set up. */
export interface Telling {
  /** Resolves once it stands in the app. Letters follow; that one could not be sent is logged. */
  tell(users: Iterable<string>, about: Notice): Promise<void>;
  /** Gives up letters that are on their way. */
  close(): Promise<void>;
}

export interface TellingOptions {
  readonly notifications: Pick<NotificationStore, "tell" | "unreadOf">;
  readonly users: Pick<UserStore, "list">;
  /** Undefined: none is set up. */
  readonly mailServer: () => Promise<SmtpSettings | undefined>;
  /** The address of a page. */
  readonly link: (path: string) => string;
  readonly log: (message: string) => void;
}

export function telling({ notifications, users, mailServer, link, log }: TellingOptions): Telling {
  const closing = new AbortController();
  const writing = new Set<Promise<void>>();

  /** Each is written to alone: nobody learns of the others. Who is built in has no address. */
  async function write(who: ReadonlySet<string>, about: Notice): Promise<void> {
    const server = who.size === 0 ? undefined : await mailServer();
    if (server === undefined) return;
    const mail = smtpMail(server);
    const letter = letterOf(about, link);
    const to = (await users.list()).filter((user) => who.has(user.id) && user.disabledAt === null && !user.builtIn);
    for (const { email } of to) {
      await mail.send({ to: [email], ...letter }, closing.signal).catch((error: unknown) => log(unsent(about, error)));
    }
  }

  return {
    async tell(told, about) {
      const who = new Set(told);
      const heard = "segment" in about ? await notifications.unreadOf(about.kind, about.segment) : new Set<string>();
      await notifications.tell(who, about);
      // Who has not looked since an earlier change of the same segment is not written to again.
      const letters = write(new Set([...who].filter((user) => !heard.has(user))), about)
        .catch((error: unknown) => log(unsent(about, error)))
        .finally(() => writing.delete(letters));
      writing.add(letters);
    },

    async close() {
      closing.abort();
      await Promise.all(writing);
    },
  };
}

function unsent({ name }: Notice, error: unknown): string {
  return `No letter about ${name} could be sent: ${String(error)}`;
}
