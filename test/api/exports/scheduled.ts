import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ndjson } from "../../exports/people.ts";
import { type Run, SHAPE } from "../runs.ts";
import { type ErrorBody, jsonOf } from "../workspace.ts";
import { type Exporting, source } from "./exporting.ts";

/** What becomes of exports that are due by themselves. */
export function scheduledSuite(shop: Exporting): void {
  const { segment, destination, webhook, hook, start, run } = shop;

  describe("a scheduled export", () => {
    const soon = (): string => new Date(Date.now() + 1_500).toISOString();
    const timing = (at: string, holdPercent: number | null = null) => ({ recurrence: { kind: "once", at }, timeZone: "Asia/Singapore", until: null, holdPercent });

    async function schedule(to: string, of: string, at: string): Promise<string> {
      const answer = await shop.workspace.post("/export-schedules", { source: source(of), destination: to, timing: timing(at) });
      expect(answer.status, await answer.clone().text()).toBe(201);
      return (await jsonOf<{ id: string }>(answer)).id;
    }

    async function first(id: string): Promise<Run> {
      for (let waited = 0; waited < 200; waited += 1) {
        const { runs } = await jsonOf<{ runs: readonly Run[] }>(await shop.workspace.get(`/exports?schedule=${id}`));
        if (runs[0]) return run(runs[0].id);
        await sleep(50);
      }
      throw new Error("nothing was due");
    }

    test("is made when it is due, and held while nobody is in", async () => {
      const to = await destination("Due", "download", {});
      const nobody = await segment("Nobody yet", { kind: "attribute", attribute: "note", op: "equals", value: "later" });
      const at = soon();
      const older = await segment("Nobody then", { kind: "attribute", attribute: "note", op: "equals", value: "never" });
      const [made, empty, left] = await Promise.all([schedule(to, shop.everyone, at), schedule(to, nobody, at), schedule(to, older, at)]);
      // By then the destination asks for a parameter that nobody fills in.
      const asking = await destination("Asking", "download", {});
      const lacking = await schedule(asking, shop.everyone, at);
      const fields = [...SHAPE.fields, { name: "campaign", from: { kind: "parameter", parameter: "campaign" } }];
      expect((await shop.workspace.put(`/destinations/${asking}`, { name: "Asking", settings: {}, shape: { ...SHAPE, fields } })).status).toBe(200);
      const [done, held, passed, failed] = await Promise.all([first(made), first(empty), first(left), first(lacking)]);
      expect(failed).toMatchObject({ status: "failed", failure: { code: "invalid_destination", message: expect.stringContaining("campaign") } });
      // A newer one went since: to confirm the older one would send what is no longer so.
      await run(await start(to, older));
      expect((await shop.workspace.post(`/exports/${passed.id}/again`, {})).status).toBe(409);
      expect(done).toMatchObject({ status: "finished", sent: { added: 300 }, slot: at });
      expect(held).toMatchObject({ status: "held", failure: { code: "export_held" } });
      expect((await shop.workspace.post(`/exports/${held.id}/again`, {})).status).toBe(200);
      expect(await run(held.id)).toMatchObject({ status: "finished", files: [{ rows: 0 }] });
      expect((await shop.workspace.send("DELETE", `/destinations/${to}`)).status).toBe(409);
    });

    test("that failed and is tried again is held when nobody is left by then", async () => {
      const to = await webhook("refusing");
      const leaving = await segment("Leaving", { kind: "attribute", attribute: "note", op: "equals", value: "leaving" });
      await shop.workspace.importFile("customers?format=ndjson", ndjson([{ customer_id: "c4", note: "leaving" }]));
      shop.peer.answer((_, response) => void response.writeHead(401).end());
      const failed = await first(await schedule(to, leaving, soon()));
      shop.peer.answer();
      expect(failed).toMatchObject({ status: "failed", ladder: { exportable: 1 }, sent: { added: 0 } });
      await shop.workspace.importFile("customers?format=ndjson", ndjson([{ customer_id: "c4", note: "gone" }]));
      // What leads elsewhere is written down anew.
      expect((await shop.workspace.put(`/destinations/${to}`, { name: "mended", settings: hook("mended"), shape: { ...SHAPE, format: null } })).status).toBe(200);
      expect((await shop.workspace.post(`/exports/${failed.id}/again`, {})).status).toBe(200);
      expect(await run(failed.id)).toMatchObject({ status: "held", failure: { code: "export_held" } });
    });

    test("tells the next five instants, and refuses what is never due", async () => {
      const next = await shop.workspace.post("/export-schedules/next", { timing: { ...timing(""), recurrence: { kind: "monthly", on: "last", at: "06:30" } } });
      const { next: instants } = await jsonOf<{ next: readonly string[] }>(next);
      expect(instants).toHaveLength(5);
      for (const instant of instants) {
        const local = new Date(Date.parse(instant) + 8 * 3_600_000);
        expect(local.toISOString().slice(11, 16)).toBe("06:30");
        expect(new Date(local.getTime() + 86_400_000).getUTCDate()).toBe(1);
      }
      const past = await shop.workspace.post("/export-schedules", { source: source(shop.everyone), destination: await destination("Past", "download", {}), timing: timing("2020-01-01T00:00:00Z") });
      expect([past.status, (await jsonOf<ErrorBody>(past)).error.code]).toEqual([400, "invalid_schedule"]);
    });
  });
}
