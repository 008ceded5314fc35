import { createRequire } from "node:module";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import type { Fault } from "../conformance.ts";
import { addressOf } from "./receiver.ts";

interface S3rverApp {
  readonly logger: { readonly exceptions: { unhandle(): void }; close(): void };
  callback(): RequestListener;
  configureBuckets(): Promise<unknown>;
}

const S3rver: new (options: object) => S3rverApp = createRequire(import.meta.url)("s3rver");

export const BUCKET = "audiences";
export const S3_KEYS = { access_key_id: "S3RVER", secret_access_key: "S3RVER" } as const;

/** Storage that is compatible with S3, in a folder. */
export interface S3Server {
  readonly endpoint: string;
  /** Names of uploads that were begun, and neither completed nor aborted. */
  unfinished(): readonly string[];
  /** What happens to requests with a body from now on. */
  fault(fault?: Fault): void;
  close(): Promise<void>;
}

export async function s3Server(directory: string): Promise<S3Server> {
  const app = new S3rver({ directory, silent: true, configureBuckets: [{ name: BUCKET }] });
  await app.configureBuckets();
  const serve = app.callback();
  const uploads = join(directory, BUCKET, "._S3rver_uploads");
  let now: Fault | undefined;
  const server = createServer((request, response) => {
    const upload = new URL(request.url ?? "", "http://s3").searchParams.get("uploadId");
    // s3rver (3.7) does not know how to abort an upload.
    if (request.method === "DELETE" && upload !== null) {
      void rm(join(uploads, upload), { recursive: true, force: true }).then(() => response.writeHead(204).end());
      return;
    }
    if (request.method === "PUT" && now !== undefined) {
      if (now === "drop") request.socket.destroy();
      if (now === "busy")
        response
          .writeHead(503, { "content-type": "application/xml" })
          .end("<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>");
      return;
    }
    serve(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${addressOf(server.address()).port}`,
    unfinished: () => (existsSync(uploads) ? readdirSync(uploads) : []),
    fault(fault) {
      now = fault;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      app.logger.exceptions.unhandle();
      app.logger.close();
    },
  };
}
