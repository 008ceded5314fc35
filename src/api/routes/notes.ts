import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { LONGEST_NOTE, type Note } from "../../store/notes.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { body, idParam, json, missing, refusals } from "../responses.ts";
import { instant } from "../schemas.ts";

const noteParam = z.object({ id: z.string(), note: z.string() });

const noteSchema: z.ZodType<Note> = z
  .object({
    id: z.string(),
    author: z.object({ id: z.string(), name: z.string() }),
    text: z.string(),
    createdAt: instant,
    editedAt: instant.nullable().openapi({ description: "Null: it is as it was written." }),
  })
  .openapi("Note");

/** Lines of text. */
const text = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_NOTE)
  .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, "control characters are not allowed");
const written = body(z.strictObject({ text }));

const listRoute = createRoute({
  method: "get",
  path: "/segments/{id}/notes",
  summary: "The notes on a segment, the oldest first",
  request: { params: idParam },
  responses: { 200: json(z.object({ notes: z.array(noteSchema).readonly() }), "All notes."), ...refusals, ...missing },
});

const addRoute = createRoute({
  method: "post",
  path: "/segments/{id}/notes",
  summary: "Write a note on a segment",
  request: { params: idParam, body: written },
  responses: { 201: json(noteSchema, "The note."), ...refusals, ...missing },
});

const editRoute = createRoute({
  method: "put",
  path: "/segments/{id}/notes/{note}",
  summary: "Write one's own note anew",
  request: { params: noteParam, body: written },
  responses: { 200: json(noteSchema, "The note, as it is now."), ...refusals, ...missing },
});

const removeRoute = createRoute({
  method: "delete",
  path: "/segments/{id}/notes/{note}",
  summary: "Delete one's own note",
  request: { params: noteParam },
  responses: { 204: { description: "It is gone." }, ...refusals, ...missing },
});

/** What people write about segments. */
export function noteRoutes({ notes }: Pick<AppContext, "notes">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(listRoute, async (c) => c.json({ notes: await notes.list(c.req.valid("param").id) }, 200));

  routes.openapi(addRoute, async (c) => {
    return c.json(await notes.add(c.req.valid("param").id, c.get("user").id, c.req.valid("json").text), 201);
  });

  routes.openapi(editRoute, async (c) => {
    const { id, note } = c.req.valid("param");
    return c.json(await notes.edit(id, note, c.get("user").id, c.req.valid("json").text), 200);
  });

  routes.openapi(removeRoute, async (c) => {
    const { id, note } = c.req.valid("param");
    await notes.remove(id, note, c.get("user").id);
    return c.body(null, 204);
  });

  return routes;
}
