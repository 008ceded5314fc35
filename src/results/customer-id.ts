import { z } from "zod";
import { bind, render, sql } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";

/** The id of the customer with a key; undefined when there is none. */
export async function customerId(home: Engine, key: string, signal: AbortSignal | undefined): Promise<number | undefined> {
  const [found] = await home.rows(render(sql`SELECT id FROM keys WHERE key = ${bind("String", key)}`), { signal });
  return found === undefined ? undefined : z.number().parse(found["id"]);
}
