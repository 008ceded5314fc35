import { afterAll, beforeAll, expect, it } from "vitest";
import type { SegmentAnswer } from "../../src/api/schemas.ts";
import { SMTP_USER, type SmtpServer, smtpServer } from "../destinations/peers/smtp.ts";
import { jsonOf, type Member, ORIGIN, openWorkspace, type Workspace } from "./workspace.ts";

const austrians = { kind: "attribute", attribute: "country", op: "any_of", value: ["Austria"] };

let workspace: Workspace;
let mail: SmtpServer;
beforeAll(async () => {
  [workspace, mail] = await Promise.all([openWorkspace(), smtpServer()]);
});
afterAll(async () => {
  await workspace.dispose();
  await mail.close();
});

async function heard({ ask }: Member): Promise<object> {
  return jsonOf(await ask("GET", "/notifications"));
}

async function shared(owner: Member, name: string, { id: invited }: Member): Promise<string> {
  const { id } = await jsonOf<SegmentAnswer>(await owner.ask("POST", "/segments", { name, where: austrians }));
  await owner.ask("PUT", `/segments/${id}/people`, { people: [{ id: invited, access: "edit" }] });
  return id;
}

it("the owner and the people of a segment hear when somebody else saves or deletes it, and when they looked nothing is new to them", async () => {
  const [eva, finn] = [await workspace.member("Eva"), await workspace.member("Finn")];
  const id = await shared(eva, "Eva’s", finn);
  await finn.ask("PUT", `/segments/${id}`, { name: "Eva’s", where: austrians, revision: 1 });
  await eva.ask("POST", "/segments/delete", { segments: [id] });
  const about = { segment: id, name: "Eva’s" };
  expect(await heard(eva)).toMatchObject({ unread: 1, notifications: [{ about: { ...about, kind: "segment_changed", by: "Finn" }, readAt: null }] });
  expect(await heard(finn)).toMatchObject({ unread: 1, notifications: [{ about: { ...about, kind: "segment_deleted", by: "Eva" } }] });
  expect((await eva.ask("POST", "/notifications/read")).status).toBe(204);
  expect(await heard(eva)).toMatchObject({ unread: 0, notifications: [{ readAt: expect.any(String) }] });
  expect(await heard(finn)).toMatchObject({ unread: 1 });
});

it("with a mail server they are written to as well, once until they have looked", async () => {
  const server = { host: "127.0.0.1", port: mail.port, security: "none", ...SMTP_USER, from: "Coterie <coterie@example.com>" };
  expect((await workspace.page("PUT", "/settings/mail", { server })).status).toBe(200);
  const [gina, hugo] = [await workspace.member("Gina"), await workspace.member("Hugo")];
  const id = await shared(gina, "Gina’s", hugo);
  const save = (revision: number): Promise<Response> => hugo.ask("PUT", `/segments/${id}`, { name: "Gina’s", where: austrians, timeZone: revision % 2 === 0 ? "UTC" : null, revision });
  await save(1);
  await expect.poll(() => mail.letters.length).toBe(1);
  await save(2);
  await gina.ask("POST", "/notifications/read");
  await save(3);
  await gina.ask("POST", "/segments/delete", { segments: [id] });
  await expect.poll(() => mail.letters.length).toBe(3);
  const told = mail.letters.map(({ to, subject }) => [to !== undefined && "text" in to && to.text, subject]);
  expect(told.slice(0, 1)).toEqual([["gina@example.com", "Hugo changed the segment Gina’s"]]);
  expect(told.slice(1).sort()).toEqual([
    ["gina@example.com", "Hugo changed the segment Gina’s"],
    ["hugo@example.com", "Gina deleted the segment Gina’s"],
  ]);
  expect(mail.letters[0]?.text).toContain(`${ORIGIN}/segments/${id}?tab=history`);
});
