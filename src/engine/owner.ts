import { z } from "zod";
import { bind, render, sql } from "../compiler/sql.ts";
import { AppError } from "../errors.ts";
import type { Engine } from "./engine.ts";

/** Who keeps customers on a server. */
export interface OwnerName {
  /** Stays the same when the process is started again on its data directory. */
  readonly id: string;
  /** For people: where it runs. */
  readonly place: string;
}

/** A server that is held for one Coterie alone. */
export interface Ownership {
  /** @throws AppError `engine_taken` when another Coterie was seen on the server */
  requireHeld(): void;
  /** @throws AppError `engine_taken`, and `engine_gone` when it was not renewed for so long that another may have come unseen */
  requireSure(): void;
  release(): Promise<void>;
}

/** Of an engine that nobody else can reach. */
export const ALONE: Ownership = { requireHeld: () => undefined, requireSure: () => undefined, release: () => Promise.resolve() };

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS owners (id String, place String, at DateTime64(6, 'UTC'), until DateTime64(6, 'UTC'))
  ENGINE = MergeTree ORDER BY id TTL toDateTime(until) + INTERVAL 1 DAY`;
const HELD_S = 60;
const RENEW_MS = 15_000;
/** Shorter than it is held: whoever could not renew stops before another may begin. */
const SURE_MS = 45_000;
const TRIES = 3;
const RETRY_MS = 500;

/**
 * Takes a server for one Coterie, and keeps it until it is released. Each says first that it is there and looks for others then: of two
 * that come at once, one at least sees the other, and goes. All times are the server's.
 *
 * @param renewEvery milliseconds
 * @throws AppError `engine_taken` naming who holds it
 */
export async function takeOwnership(engine: Engine, name: OwnerName, renewEvery = RENEW_MS): Promise<Ownership> {
  await engine.run({ text: CREATE_TABLE, params: {}, lists: [] });
  let sureUntil = await claim(engine, name);
  let other: string | undefined;
  const renew = async (): Promise<void> => {
    const startedAt = performance.now();
    await say(engine, name, HELD_S);
    other ??= await otherOwner(engine, name);
    sureUntil = startedAt + SURE_MS;
  };
  // When one fails the next may not: meanwhile `requireSure` tells.
  const timer = setInterval(() => void renew().catch(() => undefined), renewEvery);
  timer.unref();
  const requireHeld = (): void => {
    if (other !== undefined) throw taken(other, "Start one of the two again when the other has ended.");
  };
  return {
    requireHeld,
    requireSure() {
      requireHeld();
      if (performance.now() < sureUntil) return;
      throw new AppError("engine_gone", "The ClickHouse server did not answer for so long that another Coterie may have taken it.", {
        hint: "Try again in a quarter of a minute: it is looked for others then.",
      });
    },
    async release() {
      clearInterval(timer);
      await say(engine, name, 0).catch(() => undefined);
    },
  };
}

/** Resolves with the time until which nobody else can have taken it, in milliseconds of `performance.now()`. */
async function claim(engine: Engine, name: OwnerName): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const startedAt = performance.now();
    await say(engine, name, HELD_S);
    const other = await otherOwner(engine, name);
    if (other === undefined) return startedAt + SURE_MS;
    await say(engine, name, 0);
    if (attempt === TRIES) throw taken(other, `Use that one (--server), or end it. If it is gone already, wait ${HELD_S} seconds.`);
    // Both may have seen each other.
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS * attempt * (1 + Math.random())));
  }
}

function taken(other: string, hint: string): AppError {
  return new AppError("engine_taken", `The customers on this ClickHouse server are in use by the Coterie at ${other}.`, { hint });
}

function say(engine: Engine, { id, place }: OwnerName, seconds: number): Promise<void> {
  const until = sql`now64(6) + toIntervalSecond(${bind("UInt32", seconds)})`;
  return engine.run(render(sql`INSERT INTO owners SELECT ${bind("String", id)}, ${bind("String", place)}, now64(6), ${until}`));
}

async function otherOwner(engine: Engine, { id }: OwnerName): Promise<string | undefined> {
  const [found] = await engine.rows(
    render(sql`SELECT argMax(place, at) AS place FROM owners WHERE id != ${bind("String", id)}
      GROUP BY id HAVING argMax(until, at) > now64(6) LIMIT 1`),
  );
  return z.string().optional().parse(found?.["place"]);
}
