import { join } from "node:path";
import { AppError } from "../errors.ts";
import { type Diagnosis, diagnose } from "./diagnosis.ts";
import { examineServer } from "./examine-server.ts";
import { examineTables } from "./examine-tables.ts";
import { findEngineProgram } from "./library.ts";
import { openLocalEngine } from "./local-engine.ts";
import { connectRemote, type RemotePlace } from "./remote-engine.ts";
import { CLUSTER_RIGHTS, RIGHTS } from "./rights.ts";

/** Looks at the servers that others run and at what is stored on them, also while a Coterie uses them. */
export async function* examineRemote(place: RemotePlace): AsyncIterable<Diagnosis> {
  const opened = await attempted(place.cluster === undefined ? "server" : `cluster ${place.cluster}`, () => connectRemote(place));
  if ("state" in opened) {
    yield opened;
    return;
  }
  try {
    const { home, shards, layout } = opened;
    const rights = place.cluster === undefined ? RIGHTS : [...RIGHTS, ...CLUSTER_RIGHTS];
    yield* examineServer({ name: shards.length === 0 ? "server" : "home", engine: home, rights });
    const places = shards.map(({ number, endpoint }) => `${number} at ${new URL(endpoint.url).host}`);
    if (places.length > 0) yield diagnose("shards", () => places.join(", "));
    for (const { number, engine } of shards) {
      yield* examineServer({ name: `shard ${number}`, engine, rights });
    }
    yield* examineTables(layout);
  } finally {
    await opened.close();
  }
}

/** Starts the local node of a data directory whose lock is held, and looks at it and at what is stored. */
export async function* examineLocal(dataDir: string, binary: string | undefined): AsyncIterable<Diagnosis> {
  const program = await diagnose("engine: program", () => findEngineProgram(binary).path);
  yield program;
  if (program.state === "wrong") return;
  const opened = await attempted("engine: start", () => openLocalEngine({ directory: join(dataDir, "engine"), binary }));
  if ("state" in opened) {
    yield opened;
    return;
  }
  try {
    yield* examineServer({ name: "engine", engine: opened.engine });
    yield* examineTables(opened.layout);
  } finally {
    await opened.close();
  }
}

async function attempted<T extends object>(name: string, open: () => Promise<T>): Promise<T | Diagnosis> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return diagnose(name, () => Promise.reject(error));
  }
}
