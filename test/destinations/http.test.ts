import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Refused, Unreachable } from "../../src/destinations/delivery-error.ts";
import { isPublic, type Lookup } from "../../src/destinations/addresses.ts";
import { http, type Http, type HttpRequest } from "../../src/destinations/http.ts";
import { receiver, type Receiver } from "./peers/receiver.ts";
import { NEVER } from "./tools.ts";

/** Names as an attacker could set them: the second answer is another one. */
const asked: string[] = [];
const NAMES: Readonly<Record<string, readonly string[]>> = {
  "home.example": ["127.0.0.1"],
  "home6.example": ["::1"],
  "mapped.example": ["::ffff:127.0.0.1"],
  "mixed.example": ["203.0.112.7", "10.0.0.1"],
  "cloud.example": ["169.254.169.254"],
};
const lookup: Lookup = (hostname, _options, callback) => {
  asked.push(hostname);
  const found = NAMES[hostname] ?? [];
  if (found.length === 0) return callback(Object.assign(new Error(`no ${hostname}`), { code: "ENOTFOUND" }), []);
  callback(
    null,
    found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
  );
};

let server: Receiver;
let calls: Http;
beforeAll(async () => {
  server = await receiver();
  calls = http({ lookup });
});
afterAll(async () => {
  await calls.close();
  await server.close();
});
beforeEach(() => {
  server.answer();
  server.received.length = 0;
  asked.length = 0;
});

function send(url: string, toPrivate: boolean, more: Partial<HttpRequest> = {}, signal = NEVER) {
  return calls.send({ method: "POST", url, headers: {}, body: "{}", toPrivate, ...more }, signal);
}

describe("an address that the internet does not reach", () => {
  test.each([
    ...[
      "http://127.0.0.1",
      "http://127.1",
      "http://2130706433",
      "http://0x7f000001",
      "http://0177.0.0.1",
      "http://127.0.0.1.",
      "http://１２７.0.0.1",
    ],
    ...[
      "http://0.0.0.0",
      "http://10.1.2.3",
      "http://172.16.0.1",
      "http://192.168.0.1",
      "http://169.254.169.254",
      "http://100.64.0.1",
      "http://192.0.0.8",
      "http://224.0.0.1",
    ],
    ...[
      "http://[::1]",
      "http://[::]",
      "http://[::ffff:127.0.0.1]",
      "http://[::ffff:7f00:1]",
      "http://[::127.0.0.1]",
      "http://[64:ff9b::7f00:1]",
      "http://[2002:7f00:1::]",
    ],
    ...[
      "http://[fe80::1]",
      "http://[fd00::1]",
      "http://[fec0::1]",
      "http://[ff02::1]",
      "http://[100::1]",
      "http://[2001:db8::1]",
      "http://[::ffff:0:127.0.0.1]",
    ],
    ...["http://home.example", "http://home6.example", "http://mapped.example", "http://mixed.example", "http://cloud.example"],
  ])("%s is not called", async (origin) => {
    await expect(send(`${origin}:${server.port}/`, false)).rejects.toThrow(Refused);
    await expect(send(`${origin}:${server.port}/`, false)).rejects.toThrow("is no address of the internet");
    expect(server.received).toEqual([]);
  });

  test("is called where that is allowed", async () => {
    expect((await send(`http://127.0.0.1:${server.port}/in`, true)).status).toBe(204);
    expect(server.received).toMatchObject([{ method: "POST", path: "/in", body: "{}" }]);
    for (const host of ["169.254.169.254", "[fd00:ec2::254]", "168.63.129.16", "cloud.example"]) {
      await expect(send(`http://${host}/`, true)).rejects.toThrow("a cloud's own services");
    }
  });

  test("is told from one that it reaches", () => {
    for (const address of ["1.1.1.1", "8.8.8.8", "203.0.112.7", "2606:4700::1111", "::ffff:8.8.8.8"])
      expect(isPublic(address), address).toBe(true);
    for (const address of ["", "home", "fe80::1%eth0", "4000::1", "::ffff:10.0.0.1", "168.63.129.16"]) expect(isPublic(address), address).toBe(false);
  });

  describe("by way of a server that may be called", () => {
    let guarded: Http;
    let resolved = 0;
    beforeAll(() => {
      guarded = http({
        judge: (address) => address === "127.0.0.1",
        // The second time the name is found elsewhere.
        lookup: (_hostname, _options, callback) =>
          callback(null, [{ address: (resolved += 1) === 1 ? "127.0.0.1" : "127.0.0.2", family: 4 }]),
      });
    });
    afterAll(() => guarded.close());

    test.each(["http://127.0.0.2/", "//127.0.0.2/", "http://2130706434/", "http://[::1]/", "http://[::ffff:127.0.0.2]/"])(
      "is not reached by a redirect to %s",
      async (location) => {
        server.answer((_request, response) => response.writeHead(307, { location }).end());
        await expect(
          guarded.send({ method: "POST", url: `http://127.0.0.1:${server.port}/`, headers: {}, toPrivate: false }, NEVER),
        ).rejects.toThrow("is no address of the internet");
        expect(server.received).toHaveLength(1);
      },
    );

    test("is not reached by a name that is found elsewhere by then", async () => {
      server.answer((_request, response) => response.writeHead(307, { location: `http://moving.example:${server.port + 1}/` }).end());
      await expect(
        guarded.send({ method: "POST", url: `http://moving.example:${server.port}/`, headers: {}, toPrivate: false }, NEVER),
      ).rejects.toThrow("moving.example, which is 127.0.0.2, is no address of the internet");
      expect(server.received).toHaveLength(1);
    });
  });
});

describe("a redirect", () => {
  test("is followed with method and body where both are kept, and no further than three times", async () => {
    server.answer(({ path }, response) =>
      path === "/end" ? response.writeHead(200).end("there") : response.writeHead(308, { location: "/end" }).end(),
    );
    expect((await send(`http://127.0.0.1:${server.port}/start`, true)).text).toBe("there");
    expect(server.received.map(({ method, path, body }) => [method, path, body])).toEqual([
      ["POST", "/start", "{}"],
      ["POST", "/end", "{}"],
    ]);
    server.answer((_request, response) => response.writeHead(307, { location: "/again" }).end());
    await expect(send(`http://127.0.0.1:${server.port}/`, true)).rejects.toThrow("without end");
    server.answer((_request, response) => response.writeHead(302, { location: "/end" }).end());
    expect((await send(`http://127.0.0.1:${server.port}/`, true)).status).toBe(302);
  });

  test.each(["http://[", "ftp://127.0.0.1/", "file:///etc/passwd", "javascript:1", "http://user:secret@127.0.0.1/"])(
    "to %s is refused",
    async (location) => {
      server.answer((_request, response) => response.writeHead(307, { location }).end());
      const failed: unknown = await send(`http://127.0.0.1:${server.port}/`, true).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(Refused);
      expect(JSON.stringify(failed)).not.toContain("secret");
    },
  );

  test("to another server takes no authorization with it", async () => {
    const other = await receiver();
    server.answer((_request, response) => response.writeHead(307, { location: `http://127.0.0.1:${other.port}/` }).end());
    await send(`http://127.0.0.1:${server.port}/`, true, { headers: { Authorization: "Bearer t", "webhook-id": "1" } });
    expect(server.received[0]?.headers).toMatchObject({ authorization: "Bearer t" });
    expect(other.received[0]?.headers).toMatchObject({ "webhook-id": "1" });
    expect(other.received[0]?.headers).not.toHaveProperty("authorization");
    await other.close();
  });
});

describe("a server that does not answer", () => {
  test.each<[string, Parameters<Receiver["answer"]>[0]]>([
    ["drops the connection", (_request, response) => response.destroy()],
    [
      "drops it in the middle of an answer",
      (_request, response) => void response.writeHead(200, { "content-length": "100" }).write("half", () => response.destroy()),
    ],
  ])("%s: unreachable", async (_name, how) => {
    server.answer(how);
    await expect(send(`http://127.0.0.1:${server.port}/`, true)).rejects.toThrow(Unreachable);
  });

  test("is not waited for for long", async () => {
    const impatient = http({ answerMs: 300 });
    server.answer(() => {});
    await expect(
      impatient.send({ method: "GET", url: `http://127.0.0.1:${server.port}/`, headers: {}, toPrivate: true }, NEVER),
    ).rejects.toThrow(Unreachable);
    // One that says a little now and then is late as well.
    server.answer((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("."), 50);
      response.on("close", () => clearInterval(drip));
    });
    const dripping = http({ connectMs: 300, answerMs: 300 });
    await expect(
      dripping.send({ method: "GET", url: `http://127.0.0.1:${server.port}/`, headers: {}, toPrivate: true }, NEVER),
    ).rejects.toThrow("in time");
    await Promise.all([impatient.close(), dripping.close()]);
  });

  test("or is not found, or refuses connections: unreachable", async () => {
    await expect(send("http://nowhere.example/", false)).rejects.toThrow(Unreachable);
    await expect(send("http://127.0.0.1:1/", true)).rejects.toThrow(Unreachable);
  });

  test("or shows a certificate that nobody trusts: refused", async () => {
    const other = await receiver({ isEncrypted: true });
    const failed: unknown = await send(`https://127.0.0.1:${other.port}/`, true).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: "destination_refused", message: expect.stringContaining("certificate") });
    expect(other.received).toEqual([]);
    await other.close();
  });

  test("is not waited for after a cancel", async () => {
    const stop = new AbortController();
    server.answer(() => stop.abort(new Error("cancelled")));
    await expect(send(`http://127.0.0.1:${server.port}/`, true, {}, stop.signal)).rejects.toThrow("cancelled");
  });

  test("and says too much is listened to for its beginning only", async () => {
    server.answer((_request, response) => void response.writeHead(200).write("x".repeat(200_000)));
    expect((await send(`http://127.0.0.1:${server.port}/`, true)).text).toHaveLength(65_536);
  });
});
