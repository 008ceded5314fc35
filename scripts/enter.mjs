import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { endWithNpm } from "./parent.mjs";
import { prepareOrExit, ROOT } from "./prepare.mjs";

/**
 * Prepares the clone, then becomes the compiled program: the same process, arguments, standard streams and signals.
 *
 * @param {string} program relative to the clone
 */
export async function enter(program) {
  endWithNpm();
  await prepareOrExit();
  const path = join(ROOT, program);
  process.argv[1] = path;
  await import(pathToFileURL(path).href);
}
