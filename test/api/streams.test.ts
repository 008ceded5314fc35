import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "../../src/api/env.ts";
import { fileResponse } from "../../src/api/members-file.ts";
import { listen } from "../../src/api/server.ts";
import { bodyOf, linesOf, partsOf } from "../../src/api/streams.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

async function* texts(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield bytes(part);
}

describe("a streamed body", () => {
  it("is its parts, one after the other", async () => {
    expect(await new Response(bodyOf(texts("a,b\n", "1,2\n"))).text()).toBe("a,b\n1,2\n");
    const parts = [];
    for await (const part of partsOf(new Response("abc").body)) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe("abc");
    for await (const part of partsOf(null)) expect(part).toBeUndefined();
  });

  it("is made no faster than it is read, and stops when the reader goes away", async () => {
    let made = 0;
    let ended = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield bytes(`${(made += 1)}\n`);
      } finally {
        ended = true;
      }
    }
    const reader = bodyOf(endless()).getReader();
    await reader.read();
    await wait(20);
    expect(made).toBeLessThan(5);
    await reader.cancel();
    expect(ended).toBe(true);
  });

  it("breaks off when its parts fail, so that half a file is not taken for a whole one", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield bytes("key\n");
      throw new Error("engine gone");
    }
    await expect(new Response(bodyOf(failing())).text()).rejects.toThrow("engine gone");
  });
});

describe("a download over a socket", () => {
  it("breaks off when its parts fail: nobody takes half a file for a whole one", async () => {
    const app = new OpenAPIHono<ApiEnv>();
    app.get("/:parts", (c) => fileResponse(c.env, failingAfter(Number(c.req.param("parts"))), "members", "ndjson"));
    const server = await listen(app, { host: "127.0.0.1", port: 0 });
    try {
      for (const parts of [0, 1, 2, 3, 5, 20]) {
        const whole = async () => (await fetch(`${server.address}/${parts}`)).text();
        await expect(whole(), `after ${parts} parts`).rejects.toThrow();
      }
    } finally {
      await server.close();
    }
  });
});

async function* failingAfter(parts: number): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < parts; part += 1) {
    // More than the server holds back at a time: it then waits, and learns of the failure in no read of its own.
    yield bytes(`${JSON.stringify({ key: "c".repeat(200_000), part })}\n`);
  }
  throw new Error("engine gone");
}

describe("lines of JSON", () => {
  it("come as they are written", async () => {
    const stream = linesOf(async ({ write, offer }) => {
      offer({ progress: 1 });
      await wait(1);
      write({ report: "\n" });
    }, expect.fail);
    expect(await new Response(stream).text()).toBe('{"progress":1}\n{"report":"\\n"}\n');
  });

  it("of progress are left out when nobody reads, those of the result are not", async () => {
    const stream = linesOf(async ({ write, offer }) => {
      for (let index = 0; index < 10_000; index += 1) offer({ progress: index });
      write({ report: true });
    }, expect.fail);
    const lines = (await new Response(stream).text()).trimEnd().split("\n");
    expect(lines.length).toBeLessThan(20);
    expect(lines.at(-1)).toBe('{"report":true}');
  });

  it("tell when the reader goes away, and are written to nobody after", async () => {
    let gone = false;
    let finished: (() => void) | undefined;
    const stream = linesOf(
      async ({ write }) => {
        write({ progress: 1 });
        await new Promise<void>((resolve) => {
          finished = resolve;
        });
        write({ error: "late" });
      },
      () => {
        gone = true;
      },
    );
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    expect(gone).toBe(true);
    finished?.();
    await wait(5);
  });
});

describe("a CSV download", () => {
  it.each([
    ["members", 'attachment; filename="members.csv"; filename*=UTF-8\'\'members.csv'],
    ['Größe "L"/x\r\n', "attachment; filename=\"Gr__e _L__x__.csv\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20_L__x__.csv"],
    ["日本 (1)'s", "attachment; filename=\"__ (1)'s.csv\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC%20%281%29%27s.csv"],
    ["\ud800", 'attachment; filename="_.csv"; filename*=UTF-8\'\'_.csv'],
  ])("of %j has a file name that every browser and system takes", (name, header) => {
    const response = fileResponse(undefined, texts("key\n"), name, "csv");
    expect(response.headers.get("content-disposition")).toBe(header);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  });
});
