import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { SHAPE } from "../runs.ts";
import { type ErrorBody, jsonOf } from "../workspace.ts";
import { type Exporting, PEOPLE, SECRET, source } from "./exporting.ts";

/** Who may do what with destinations and runs, and who is never sent. */
export function rightsSuite(shop: Exporting): void {
  const { destination, webhook, hook, start, run, got } = shop;

  describe("who may", () => {
    test("export to a destination is checked by the server, and secrets are never told", async () => {
      const to = await webhook("private");
      const known = await jsonOf<{ settings: Record<string, unknown>; secrets: string[] }>(await shop.workspace.get(`/destinations/${to}`));
      expect(known.secrets).toEqual(["secret"]);
      expect(JSON.stringify(known)).not.toContain(SECRET);
      const settings = { ...known.settings };
      const users = { name: "private", settings, shape: { ...SHAPE, format: null }, users: [] };
      expect((await shop.workspace.put(`/destinations/${to}`, users)).status).toBe(200);
      const ann = await shop.workspace.member("ann");
      expect(await jsonOf(await ann("GET", `/destinations/${to}`))).toMatchObject({ settings: null, secrets: [], usable: false });
      const own = await run(await start(to));
      const members = await destination("Members' folder", "download", {}, {}, []);
      const done = await run(await start(members));
      expect((await jsonOf<{ files: object[] }>(await ann("GET", `/exports/${done.id}`))).files).toMatchObject([{ place: null }]);
      const asked = { source: source(shop.everyone), destination: to };
      const timing = { recurrence: { kind: "daily", at: "06:30" }, timeZone: "UTC", until: null, holdPercent: null };
      const setup = { destination: to, timing, paused: true };
      const schedule = await jsonOf<{ id: string }>(await shop.workspace.post("/export-schedules", { ...asked, ...setup }));
      const theirs = await destination("Everybody's", "download", {});
      const requests: readonly (readonly [string, string, unknown?])[] = [
        ...[own, done].map(({ id }) => ["GET", `/exports/${id}/rejected.csv`] as const),
        ["GET", `/exports/${done.id}/files/${done.files[0]?.name}`],
        ["POST", `/exports/${own.id}/cancel`, {}],
        ["POST", `/exports/${own.id}/again`, {}],
        ["POST", "/exports", asked],
        ["POST", "/exports/preview", asked],
        ["POST", "/export-schedules", { ...asked, timing }],
        ["PUT", `/export-schedules/${schedule.id}`, setup],
        // Nor is it led away from there.
        ["PUT", `/export-schedules/${schedule.id}`, { ...setup, destination: theirs }],
        ["DELETE", `/export-schedules/${schedule.id}`],
        ["POST", "/destinations", { ...users, type: "download" }],
      ];
      for (const [method, path, body] of requests) expect([method, path, (await ann(method, path, body)).status]).toEqual([method, path, 403]);
      expect((await shop.workspace.send("DELETE", `/export-schedules/${schedule.id}`)).status).toBe(204);
      // The secret that was left out is the one that it had.
      expect((await shop.workspace.post("/destinations/test", { type: "webhook", settings, destination: to })).status).toBe(204);
      expect((await shop.workspace.post("/destinations/test", { type: "webhook", settings })).status).toBe(400);
    });

    test("not export to a destination learns that a run failed, not where it led nor what was said there", async () => {
      const to = await destination("Closed", "webhook", hook("closed"), { format: null }, []);
      const ben = await shop.workspace.member("ben");
      const own = await jsonOf<{ id: string }>(await ben("POST", "/segments", { name: "Ben’s", where: { kind: "all", of: [] } }));
      const statusOf = (body: string): number => (body.includes('"c60"') ? 422 : body.includes('"c101"') ? 401 : 204);
      shop.peer.answer(({ body }, response) => void response.writeHead(statusOf(body)).end("the doorman"));
      const failed = await run(await start(to, own.id));
      shop.peer.answer();
      const said = expect.stringContaining("the doorman");
      expect(failed).toMatchObject({ usable: true, rejected: 50, rejections: [{ reason: said, rows: 50 }], failure: { message: said } });
      const notice = async (): Promise<object> => {
        for (let waited = 0; waited < 200; waited += 1) {
          const { notifications } = await jsonOf<{ notifications: { about: object }[] }>(await ben("GET", "/notifications"));
          if (notifications[0]) return notifications[0].about;
          await sleep(50);
        }
        throw new Error("nobody was told");
      };
      const failure = { code: "destination_refused", message: "The destination refused what was sent." };
      const seen = await jsonOf<object>(await ben("GET", `/exports/${failed.id}`));
      expect(seen).toMatchObject({ usable: false, status: "failed", sent: { added: 50 }, rejected: 50, rejections: [], failure });
      const { runs } = await jsonOf<{ runs: object[] }>(await ben("GET", `/exports?destination=${to}`));
      expect(runs).toMatchObject([{ usable: false, failure }]);
      const told = await notice();
      expect(told).toMatchObject({ kind: "export_failed", run: failed.id, message: failure.message });
      expect(JSON.stringify([seen, runs, told])).not.toMatch(/doorman|127\.0\.0\.1/);
    });

    test("secrets that are kept are for the server alone that they were filled in for, and one that may be left out can go", async () => {
      const problems = async (answer: Response): Promise<unknown> => (await jsonOf<ErrorBody>(answer)).error.problems?.map(({ code, path }) => [code, path]);
      const to = await destination("Kept", "webhook", { ...hook("kept"), authorization: "Bearer kept" }, { format: null });
      const { secret: _, ...elsewhere } = hook("stolen");
      const needed = [["secret_needed", ["settings", "secret"]], ["secret_needed", ["settings", "authorization"]]];
      const change = (settings: object): Promise<Response> => shop.workspace.put(`/destinations/${to}`, { name: "Kept", settings, shape: { ...SHAPE, format: null } });
      expect(await problems(await change(elsewhere))).toEqual(needed);
      expect(await problems(await shop.workspace.post("/destinations/test", { type: "webhook", settings: elsewhere, destination: to }))).toEqual(needed);
      expect((await shop.workspace.post("/destinations/test", { type: "postgres", settings: {}, destination: to })).status).toBe(400);
      expect(got("stolen").size).toBe(0);
      expect(await jsonOf(await change({ ...hook("stolen"), authorization: null }))).toMatchObject({ secrets: ["secret"] });

      const server = { host: "mail.example.com", port: 587, security: "starttls", from: "a@example.com" };
      const mail = (asked: object): Promise<Response> => shop.workspace.put("/settings/mail", { server: { ...server, ...asked } });
      expect((await mail({ password: "kept" })).status).toBe(200);
      expect((await jsonOf<ErrorBody>(await mail({ security: "none" }))).error.code).toBe("password_needed");
      expect(await jsonOf(await mail({ from: "b@example.com" }))).toMatchObject({ server: { hasPassword: true } });
      expect(await jsonOf(await mail({ host: "other.example.com", password: null }))).toMatchObject({ server: { hasPassword: false } });
      await shop.workspace.put("/settings/mail", { server: null });
    });

    test("nobody is sent whom the workspace suppresses", async () => {
      const suppression = { kind: "attribute", attribute: "consent", op: "is_false" };
      expect((await shop.workspace.put("/settings/exports", { suppression, keptDays: 7 })).status).toBe(200);
      const to = await destination("Kept from", "download", {});
      const done = await run(await start(to));
      expect(done.sent.added).toBe(PEOPLE.filter(({ consent }) => consent !== false).length);
      await shop.workspace.put("/settings/exports", { suppression: null, keptDays: 7 });
    });
  });
}
