import { createAdaptorServer } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { AppError, invariant } from "../errors.ts";
import type { createApp } from "./app.ts";

export interface Listening {
  /** Such as `http://127.0.0.1:4310`: what a browser on this machine opens. */
  readonly address: string;
  readonly port: number;
  /** Takes no more requests, lets running ones end for at most `GRACE_MS`, then cuts them. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

const GRACE_MS = 3000;

/** A definition in the address of a CSV download may be longer than Node's 16 KiB for all headers. */
const MAX_HEADER_BYTES = 128 * 1024;

/** Throws `AppError("port_taken")`, or what else the system says of the address. */
export async function listen(app: ReturnType<typeof createApp>, { host, port }: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    // Imports take as long as they take; headers still must come within Node's minute.
    serverOptions: { maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: 0 },
  });
  invariant("closeAllConnections" in server, "the server speaks HTTP/1");
  const bound = await bind(server, host, port);
  return { address: `http://${shown(host)}:${bound.port}`, port: bound.port, close: () => close(server) };
}

function bind(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(toAppError(error, port)));
    server.listen(port, host, () => {
      const address = server.address();
      invariant(typeof address === "object" && address !== null, "a server that listens has an address");
      resolve(address);
    });
  });
}

function toAppError(error: Error, port: number): Error {
  if (!("code" in error) || error.code !== "EADDRINUSE") return error;
  return new AppError("port_taken", `Port ${port} is taken.`, {
    hint: "Set PORT to a free port, or stop what listens there.",
    cause: error,
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close((error) => {
      clearTimeout(cut);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}

/** A host in an address: any-address is shown as this machine, IPv6 in brackets. */
function shown(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
