import { mkdirSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generateCustomers } from "./customers.ts";
import { generateEvents } from "./events.ts";

/** Writes the example as files: `node dist/examples/store/write.js FOLDER [--last-day D] [--customers N] [--seed N]`. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "last-day": { type: "string", default: new Date().toISOString().slice(0, 10) },
    customers: { type: "string", default: "50000" },
    seed: { type: "string", default: "1" },
  },
});
const [folder = "."] = positionals;
const options = { seed: Number(values.seed), lastDay: values["last-day"], customers: Number(values.customers) };
mkdirSync(folder, { recursive: true });
await write(join(folder, "customers.ndjson"), generateCustomers(options));
await write(join(folder, "events.ndjson"), generateEvents(options));

async function write(path: string, chunks: Iterable<Uint8Array>): Promise<void> {
  const file = await open(path, "w");
  try {
    for (const chunk of chunks) await file.writeFile(chunk);
  } finally {
    await file.close();
  }
  console.log(path);
}
