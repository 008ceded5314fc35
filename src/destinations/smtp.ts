import { unlessAborted } from "./cancel.ts";
import { type DeliveryError, Refused, Unreachable } from "./delivery-error.ts";
import type { Letter, Mail } from "./mail.ts";
import { codeOf, isCertificateError, isNetworkError, said } from "./said.ts";

/** The workspace's mail server. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `none`: not encrypted; `starttls`: encrypted after the greeting, or no letter is sent; `tls`: encrypted from the start. */
  readonly security: "none" | "starttls" | "tls";
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** An address, or `Name <address>`. */
  readonly from: string;
}

export interface SmtpOptions {
  /** Milliseconds until a connection stands; left out: 10,000. */
  readonly connectMs?: number;
  /** Milliseconds in which the server may say nothing; left out: 60,000. */
  readonly stallMs?: number;
}

/** Sends letters through a mail server. Without settings it refuses to. */
export function smtpMail(settings: SmtpSettings | undefined, { connectMs = 10_000, stallMs = 60_000 }: SmtpOptions = {}): Mail {
  if (settings === undefined) return { send: notSetUp, test: notSetUp };
  const { host, port, security, user, password, from } = settings;
  const open = async () => {
    const { createTransport } = await import("nodemailer");
    return createTransport({
      host,
      port,
      secure: security === "tls",
      requireTLS: security === "starttls",
      ignoreTLS: security === "none",
      ...(user !== undefined && { auth: { user, pass: password ?? "" } }),
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: stallMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
  const failed = (error: unknown): DeliveryError => mailError(error, settings);
  return {
    async send({ to, subject, text, attachments = [] }: Letter, signal) {
      const transport = await open();
      const files = attachments.map(({ name, mediaType, content }) => ({ filename: name, contentType: mediaType, content }));
      const sent = await transport.sendMail({ from, to: [...to], subject, text, attachments: files, signal }).catch((error: unknown) => {
        if (signal.aborted) throw signal.reason;
        throw failed(error);
      });
      const refused = sent.rejected.map(String);
      if (refused.length > 0) {
        throw new Refused(`${host} takes no letters for ${refused.join(", ")}.`, { hint: "Mend the addresses of the destination." });
      }
    },
    async test(signal) {
      const transport = await open();
      await unlessAborted(transport.verify(), signal).catch((error: unknown) => {
        if (signal.aborted) throw error;
        throw failed(error);
      });
    },
  };
}

async function notSetUp(): Promise<never> {
  throw new Refused("No mail server is set up.", { hint: "An administrator sets one up in the settings of the workspace." });
}

/** What a failure of nodemailer means. */
function mailError(error: unknown, { host, port, password }: SmtpSettings): DeliveryError {
  const words = said(error, [password]);
  const answer = responseCode(error);
  const options = { cause: error };
  if (isCertificateError(error) || /certificate/i.test(words)) {
    return new Refused(`The certificate of ${host} is not trusted: ${words}.`, options);
  }
  if (answer !== undefined && answer < 500) return new Unreachable(`${host} does not take the letter now: ${words}.`, options);
  switch (codeOf(error)) {
    case "EAUTH":
    case "ENOAUTH":
      // Without its cause: what a server says of a sign-in may hold the password.
      return new Refused(`${host} does not let Coterie sign in: ${words}.`, {
        hint: "Mend the user and the password of the mail server.",
      });
    case "ETLS":
      return new Refused(`${host} does not encrypt the connection: ${words}.`, {
        ...options,
        hint: "Choose another security for the mail server.",
      });
    case "EENVELOPE":
    case "EMESSAGE":
      return new Refused(`${host} does not take the letter: ${words}.`, options);
  }
  if (answer !== undefined) return new Refused(`${host} does not take the letter: ${words}.`, options);
  const why = isNetworkError(error) ? "can't be reached" : "did not answer as a mail server does";
  return new Unreachable(`${host}:${port} ${why}: ${words}.`, options);
}

function responseCode(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("responseCode" in error)) return undefined;
  return typeof error.responseCode === "number" ? error.responseCode : undefined;
}
