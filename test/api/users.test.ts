import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KnownUser } from "../../src/store/users.ts";
import { type ErrorBody, jsonOf, ORIGIN, openWorkspace, type Workspace } from "./workspace.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace();
});
afterAll(() => workspace.dispose());

interface Added {
  readonly user: KnownUser;
  readonly link: string;
  readonly expiresAt: string;
}

async function add(name: string, more: object = {}): Promise<Added> {
  const response = await workspace.page("POST", "/users", { name, email: `${name}@Example.com`, ...more });
  expect(response.status).toBe(201);
  return jsonOf(response);
}

/** What a user who has opened their link asks with. */
async function signedIn(link: string) {
  const response = await workspace.send(link.slice(ORIGIN.length));
  expect(response.status).toBe(303);
  return workspace.as(response);
}

async function refusal(response: Response): Promise<unknown> {
  return [response.status, (await jsonOf<ErrorBody>(response)).error.code];
}

describe("an administrator", () => {
  it("adds a user, whose link signs them in once, from anywhere, as themselves", async () => {
    const { user, link, expiresAt } = await add("Ana", { email: "Ana@Example.com" });
    expect(user).toMatchObject({ name: "Ana", email: "ana@example.com", role: "member", builtIn: false, joined: false, disabledAt: null });
    expect([link.startsWith(`${ORIGIN}/sign-in?token=`), expiresAt]).toEqual([true, "2026-03-08T00:00:00.000Z"]);
    const ana = await signedIn(link);
    expect(await (await ana("GET", "/session")).json()).toMatchObject({ user: { id: user.id, name: "Ana", role: "member" } });
    expect((await workspace.send(link.slice(ORIGIN.length))).status).toBe(400);
    const { users } = await jsonOf<{ users: KnownUser[] }>(await workspace.page("GET", "/users"));
    expect(users.map(({ name, joined, builtIn }) => [name, joined, builtIn])).toEqual([["Administrator", true, true], ["Ana", true, false]]);

    const saved = await jsonOf<{ id: string }>(await ana("POST", "/segments", { name: "Everyone", where: { kind: "all", of: [] } }));
    expect(saved).toMatchObject({ owner: { id: user.id, name: "Ana" } });
    await workspace.page("PUT", `/segments/${saved.id}`, { name: "All", where: { kind: "all", of: [] }, revision: 1 });
    const { revisions } = await jsonOf<{ revisions: unknown[] }>(await ana("GET", `/segments/${saved.id}/revisions`));
    expect(revisions).toMatchObject([{ author: { name: "Administrator" } }, { author: { name: "Ana" } }]);
  });

  it("is refused a second user of one address, and what is no address", async () => {
    await add("Bo");
    expect(await refusal(await workspace.page("POST", "/users", { name: "Other", email: "BO@example.COM" }))).toEqual([409, "email_taken"]);
    for (const wrong of [{ name: " ", email: "x@example.com" }, { name: "X", email: "nonsense" }, { name: "X", email: "x@example.com", role: "owner" }]) {
      expect((await workspace.page("POST", "/users", wrong)).status).toBe(400);
    }
  });

  it("makes a new link, with which the older one works no more", async () => {
    const { user, link } = await add("Caro");
    const { link: next } = await jsonOf<Added>(await workspace.page("POST", `/users/${user.id}/sign-in-links`));
    expect((await workspace.send(link.slice(ORIGIN.length))).status).toBe(400);
    await signedIn(next);
  });

  it("disables a user, whose sessions and links end at once, and enables them again", async () => {
    const { user, link } = await add("Dee");
    const dee = await signedIn(link);
    const { link: unused } = await jsonOf<Added>(await workspace.page("POST", `/users/${user.id}/sign-in-links`));
    const disabled = await workspace.page("PUT", `/users/${user.id}`, { name: "Dee D.", role: "member", disabled: true });
    expect(await disabled.json()).toMatchObject({ name: "Dee D.", disabledAt: "2026-03-01T00:00:00.000Z" });
    expect((await dee("GET", "/session")).status).toBe(401);
    expect((await workspace.send(unused.slice(ORIGIN.length))).status).toBe(400);
    expect(await refusal(await workspace.page("POST", `/users/${user.id}/sign-in-links`))).toEqual([400, "disabled_user"]);
    // A link that was made while they were being disabled.
    const late = await workspace.context.auth.invitation(user);
    const lately = await signedIn(late);
    expect((await lately("GET", "/session")).status).toBe(401);
    await workspace.page("PUT", `/users/${user.id}`, { name: "Dee", role: "member", disabled: false });
    expect((await lately("GET", "/session")).status).toBe(401);
    const { link: again } = await jsonOf<Added>(await workspace.page("POST", `/users/${user.id}/sign-in-links`));
    expect((await (await signedIn(again))("GET", "/session")).status).toBe(200);
  });

  it("neither locks themselves out nor changes what the command line acts as", async () => {
    const { users } = await jsonOf<{ users: KnownUser[] }>(await workspace.page("GET", "/users"));
    const own = users.find(({ builtIn }) => builtIn)?.id ?? "";
    const eve = await signedIn((await add("Eve", { role: "administrator" })).link);
    const take = { name: "Administrator", role: "member", disabled: false };
    expect(await refusal(await workspace.page("PUT", `/users/${own}`, take))).toEqual([400, "own_account"]);
    expect(await refusal(await eve("PUT", `/users/${own}`, { ...take, role: "administrator", disabled: true }))).toEqual([400, "built_in_user"]);
    expect(await refusal(await eve("POST", `/users/${own}/sign-in-links`))).toEqual([400, "built_in_user"]);
    expect((await eve("PUT", "/users/nobody", take)).status).toBe(404);
  });
});

it("a member changes no user and no setting of the workspace, and imports nothing", async () => {
  const { user, link } = await add("Finn");
  const finn = await signedIn(link);
  expect((await finn("GET", "/users")).status).toBe(200);
  for (const [method, path, body] of [
    ["POST", "/users", { name: "G", email: "g@example.com" }],
    ["PUT", `/users/${user.id}`, { name: "Finn", role: "administrator", disabled: false }],
    ["POST", `/users/${user.id}/sign-in-links`, undefined],
    ["PUT", "/settings/refreshes", { schedule: { kind: "off" }, keptDays: 1 }],
    ["PUT", "/smart/roles", { roles: {} }],
    ["POST", "/featured", { segment: "any" }],
    ["PATCH", "/featured/any", { name: "Any" }],
    ["DELETE", "/featured/any", undefined],
    ["PUT", "/featured/order", { segments: [] }],
    ["POST", "/imports/customers?format=csv", undefined],
    ["POST", "/retype", { name: "age", type: "number" }],
  ] as const) {
    expect([path, await refusal(await finn(method, path, body))]).toEqual([path, [403, "forbidden"]]);
  }
});
