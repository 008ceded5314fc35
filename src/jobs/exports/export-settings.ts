import { z } from "zod";
import { type KeyRing, seal, unseal } from "../../destinations/secret-box.ts";
import { type SmtpSettings, smtpMail } from "../../destinations/smtp.ts";
import type { Mail } from "../../destinations/mail.ts";
import { AppError } from "../../errors.ts";
import type { Condition } from "../../segment/ast.ts";
import { conditionSchema } from "../../segment/schema.ts";
import type { Settings } from "../../store/settings.ts";
import { rotated } from "./rotated.ts";

/** The workspace's mail server, as an administrator fills it in; a password that is left out stays as it is, null takes it away. */
export type GivenMailServer = Omit<SmtpSettings, "password"> & { readonly password?: string | null | undefined };
/** As it is shown: a password is never told, and need not be opened. */
export type KnownMailServer = Omit<z.infer<typeof storedServer>, "password"> & { readonly hasPassword: boolean };

/** What holds for all exports. */
export interface ExportPlan {
  /** Who is never sent; null: nobody. */
  readonly suppression: Condition | null;
  /** How many days rows and files of a run are kept. */
  readonly keptDays: number;
}

/** What an administrator sets for all exports. */
export interface ExportSettings {
  plan(): Promise<ExportPlan>;
  /** Changes all of it at once. */
  change(plan: ExportPlan): Promise<void>;
  /** Undefined: none is set up. */
  knownMailServer(): Promise<KnownMailServer | undefined>;
  /** With its password; undefined: none is set up. Throws `AppError("secret_not_opened")`. */
  mailServer(): Promise<SmtpSettings | undefined>;
  /** Undefined: none from now on. Throws `AppError("password_needed")` when the password is left out and another server is named. */
  setMailServer(server: GivenMailServer | undefined): Promise<void>;
  /** Encrypts anew what an old key has encrypted. */
  rotate(): Promise<void>;
}

const DEFAULT_KEPT_DAYS = 7;
const PASSWORD = "mail/password";

const stored = z.object({ suppression: conditionSchema.nullable().default(null), keptDays: z.number().default(DEFAULT_KEPT_DAYS) });
const storedServer = z.object({
  host: z.string(),
  port: z.number(),
  security: z.enum(["none", "starttls", "tls"]),
  user: z.string().exactOptional(),
  password: z.string().exactOptional(),
  from: z.string(),
});

/** @param log told of a password that can't be opened any more */
export function exportSettings(settings: Settings, keys: KeyRing, log: (message: string) => void): ExportSettings {
  const kept = async () => storedServer.nullable().parse(JSON.parse((await settings.read("mail")) ?? "null"));
  const mailServer = async (): Promise<SmtpSettings | undefined> => {
    const server = await kept();
    if (server === null) return undefined;
    const { password, ...rest } = server;
    return { ...rest, ...(password !== undefined && { password: unseal(keys, password, PASSWORD) }) };
  };
  return {
    plan: async () => stored.parse(JSON.parse((await settings.read("exports")) ?? "{}")),
    change: (plan) => settings.write("exports", JSON.stringify(plan)),
    async knownMailServer() {
      const server = await kept();
      if (server === null) return undefined;
      const { password, ...rest } = server;
      return { ...rest, hasPassword: password !== undefined };
    },
    mailServer,
    async setMailServer(server) {
      if (server === undefined) return settings.write("mail", "null");
      const { password: given, ...rest } = server;
      const password = given === undefined ? passwordOf(await mailServer(), rest) : (given ?? undefined);
      await settings.write("mail", JSON.stringify({ ...rest, ...(password !== undefined && { password: seal(keys, password, PASSWORD) }) }));
    },
    async rotate() {
      const server = await kept();
      if (server?.password === undefined) return;
      const password = rotated(keys, server.password, PASSWORD, (why) => log(`The password of the mail server: ${why}`));
      if (password !== undefined) await settings.write("mail", JSON.stringify({ ...server, password }));
    },
  };
}

/** The one that is kept: for the server alone that it was filled in for. */
function passwordOf(before: SmtpSettings | undefined, { host, port, security }: GivenMailServer): string | undefined {
  if (before?.password === undefined) return undefined;
  if (before.host === host && before.port === port && before.security === security) return before.password;
  throw new AppError("password_needed", "Fill the password in again, since the server is another one.", { path: ["server", "password"], hint: "Or take it away." });
}

/** The mail server as it is set up when a letter is sent. */
export function workspaceMail(settings: Pick<ExportSettings, "mailServer">): Mail {
  const open = async (): Promise<Mail> => smtpMail(await settings.mailServer());
  return {
    send: async (letter, signal) => (await open()).send(letter, signal),
    test: async (signal) => (await open()).test(signal),
  };
}
