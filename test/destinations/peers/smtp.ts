import { once } from "node:events";
import type { Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { Fault } from "../conformance.ts";
import { LOCALHOST } from "./localhost.ts";
import { addressOf } from "./receiver.ts";

/** A mail server that keeps what it gets. */
export interface SmtpServer {
  readonly port: number;
  readonly letters: ParsedMail[];
  fault(fault?: Fault): void;
  close(): Promise<void>;
}

export const SMTP_USER = { user: "coterie", password: "letters-please" } as const;
/** It takes no letters for this address. */
export const NOBODY = "nobody@example.com";

/** `encrypts`: offers STARTTLS, with a certificate that nobody trusts. */
export async function smtpServer({ encrypts }: { readonly encrypts: boolean } = { encrypts: false }): Promise<SmtpServer> {
  const letters: ParsedMail[] = [];
  const sockets = new Set<Socket>();
  let now: Fault | undefined;
  const server = new SMTPServer({
    authOptional: false,
    closeTimeout: 100,
    disabledCommands: encrypts ? [] : ["STARTTLS"],
    ...LOCALHOST,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      if (username === SMTP_USER.user && password === SMTP_USER.password) return done(null, { user: username });
      done(Object.assign(new Error(`Invalid username or password ${password}`), { responseCode: 535 }));
    },
    onRcptTo({ address }, _session, done) {
      done(address === NOBODY ? Object.assign(new Error("No such user"), { responseCode: 550 }) : null);
    },
    async onData(stream, _session, done) {
      const letter = await simpleParser(stream);
      if (now === "stall") return;
      if (now === "drop") return sockets.forEach((socket) => socket.destroy());
      if (now === "busy") return done(Object.assign(new Error("Try again later"), { responseCode: 451 }));
      letters.push(letter);
      done();
    },
  });
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: addressOf(server.server.address()).port,
    letters,
    fault(fault) {
      now = fault;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
