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
      for (const id of [own.id, done.id]) expect((await ann("GET", `/exports/${id}/rejected.csv`)).status).toBe(403);
      for (const path of ["/exports", "/exports/preview"]) expect((await ann("POST", path, { source: source(shop.everyone), destination: to })).status).toBe(403);
      expect((await ann("POST", "/destinations", { ...users, type: "download" })).status).toBe(403);
      // The secret that was left out is the one that it had.
      expect((await shop.workspace.post("/destinations/test", { type: "webhook", settings, destination: to })).status).toBe(204);
      expect((await shop.workspace.post("/destinations/test", { type: "webhook", settings })).status).toBe(400);
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
