import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createEncryptedServer } from "node:https";
import type { AddressInfo } from "node:net";
import { LOCALHOST } from "./localhost.ts";

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An HTTP server that notes what it gets and answers as it is told to. */
export interface Receiver {
  readonly port: number;
  readonly received: Received[];
  /** From now on; left out: 204. An answer that is never ended is a stall. */
  answer(how?: (request: Received, response: ServerResponse) => void): void;
  close(): Promise<void>;
}

export async function receiver({ isEncrypted }: { readonly isEncrypted: boolean } = { isEncrypted: false }): Promise<Receiver> {
  const received: Received[] = [];
  const taken = (_request: Received, response: ServerResponse): void => void response.writeHead(204).end();
  let how = taken;
  const listener: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const got = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() };
    received.push(got);
    how(got, response);
  };
  const server = isEncrypted ? createEncryptedServer(LOCALHOST, listener) : createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: addressOf(server.address()).port,
    received,
    answer(next = taken) {
      how = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("the server does not listen");
  return address;
}
