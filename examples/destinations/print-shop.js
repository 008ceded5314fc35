import { createWriteStream } from "node:fs";
import { access, rename } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/**
 * A destination that takes files, from outside of Coterie: a disk from which a print shop fetches them.
 *
 * @type {import("../../src/destinations/destination-type.ts").DestinationType}
 */
export default {
  id: "print_shop",
  title: "Print shop",
  summary: "Puts a file where the print shop fetches it.",
  settings: { folder: { kind: "text", where: "place", label: "Folder", placeholder: "/mnt/print-shop" } },
  modes: ["whole"],
  promised: "exactly_once",
  promise: "A file has its name once it is whole; sent again, it takes the place of the first.",
  takes: {
    kind: "files",
    formats: ["csv", "xlsx"],
    async open({ folder }) {
      return {
        async put({ name, bytes }, signal) {
          const path = join(String(folder), name);
          await pipeline(bytes(), createWriteStream(`${path}.part`), { signal }).catch(judge);
          await rename(`${path}.part`, path).catch(judge);
          return path;
        },
        async close() {},
      };
    },
  },
  async test({ folder }) {
    await access(String(folder)).catch(judge);
  },
};

/**
 * What fails otherwise, such as where the bytes come from, is thrown as it is.
 *
 * @type {Readonly<Record<string, string>>}
 */
const CODES = { ENOENT: "destination_refused", EACCES: "destination_refused", ENOSPC: "destination_unreachable" };

/**
 * @param {NodeJS.ErrnoException} error
 * @returns {never}
 */
function judge(error) {
  const code = CODES[error.code ?? ""];
  if (code === undefined) throw error;
  throw Object.assign(new Error(`The disk of the print shop takes no file: ${error.message}`), { code });
}
