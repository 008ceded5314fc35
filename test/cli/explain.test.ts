import { afterAll, beforeAll, expect, test } from "vitest";
import { documentOf, Folder } from "./command.ts";

const folder = new Folder();

beforeAll(async () => {
  folder.write("customers.csv", "customer_id,city\na,Oslo\nb,Rome\n");
  folder.write("events.csv", "customer_id,event,time,total\na,Order,2025-03-01T10:00:00Z,19.9\n");
  expect((await folder.run(["import", "customers", "customers.csv", "--data", "data"])).code).toBe(0);
  expect((await folder.run(["import", "events", "events.csv", "--data", "data"])).code).toBe(0);
});
afterAll(() => folder.remove());

test("a list is uploaded, shown and counted", async () => {
  folder.write("vips.csv", "customer_id\nb\nnobody\n");
  const uploaded = await folder.run(["import", "list", "vips.csv", "--list", "vips", "--title", "VIPs", "--mode", "replace", "--data", "data", "--json"]);
  expect(documentOf(uploaded)).toMatchObject({ read: 2, accepted: 1, rejected: 1, rejects: [{ line: 3, reason: 'there is no customer "nobody"' }] });
  expect(documentOf(await folder.run(["catalog", "--data", "data", "--json"]))).toMatchObject({ lists: [{ id: "vips", name: "VIPs", size: 1 }] });
  folder.write("on.json", '{"kind":"list","list":"vips"}');
  expect(documentOf(await folder.run(["count", "on.json", "--data", "data", "--json"]))).toMatchObject({ count: 1, base: 2 });
});

test("a list without a mode, or with an id that can't be one, is wrong use", async () => {
  expect((await folder.run(["import", "list", "vips.csv", "--list", "vips", "--data", "data"])).code).toBe(2);
  expect((await folder.run(["import", "list", "vips.csv", "--list", "a b", "--mode", "append", "--data", "data"])).code).toBe(2);
});

test("explain says why a customer is in, and when they will leave", async () => {
  folder.write("recent.json", '{"kind":"all","of":[{"kind":"event","event":"Order","window":{"last":7,"unit":"day"}},{"kind":"attribute","attribute":"city","op":"equals","value":"Oslo"},{"kind":"event","event":"Order","measure":{"fn":"sum","property":"total"},"op":"fewer_than","value":20},{"kind":"event","event":"Order","pick":"first"}]}');
  const asked = ["explain", "recent.json", "--customer", "a", "--now", "2025-03-02T00:00:00Z", "--time-zone", "UTC", "--data", "data"];
  const { isIn, change } = documentOf<{ isIn: boolean; change: object }>(await folder.run([...asked, "--json"]));
  expect({ isIn, change }).toEqual({ isIn: true, change: { at: "2025-03-09T00:00:00.000Z", becomes: "out", searchedUntil: null } });
  expect((await folder.run(asked)).stdout).toBe(
    [
      "a is in, as of 2025-03-02T00:00:00.000Z in UTC",
      "Leaves at 2025-03-09T00:00:00.000Z if no data changes",
      "",
      "yes all of",
      "  yes Customers who did “Order” in the last 7 days.  [1 matching, the latest at 2025-03-01T10:00:00.000Z]",
      '  yes Customers whose city is “Oslo”.  ["Oslo"]',
      "  yes Customers who did “Order” with a sum of total of less than 20 (or never).  [sum of total 19.9, less than 20 asked, 1 matching, the latest at 2025-03-01T10:00:00.000Z]",
      '  yes Customers whose first “Order” exists.  [1 matching, picked 2025-03-01T10:00:00.000Z {"total":19.9}]',
      "",
    ].join("\n"),
  );
});

test("a customer that there is not is an error", async () => {
  const ran = await folder.run(["explain", "on.json", "--customer", "nobody", "--data", "data", "--json"]);
  expect(documentOf(ran)).toMatchObject({ error: { code: "not_found" } });
  expect(ran.code).toBe(1);
});
