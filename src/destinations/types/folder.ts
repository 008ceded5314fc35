import { randomBytes } from "node:crypto";
import { realpath, rm, stat, writeFile } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { Refused } from "../delivery-error.ts";
import { destinationType } from "../destination-type.ts";
import { fileError, keepFile } from "../kept-file.ts";

export const folder = destinationType({
  id: "folder",
  title: "Folder",
  summary: "Puts a file into a folder of the machine that Coterie runs on, or of a disk that it has mounted.",
  settings: {
    folder: {
      kind: "text",
      where: "place",
      label: "Folder",
      placeholder: "/srv/exports",
      help: "The whole path of a folder that is there, in or below one that is allowed.",
      most: 1000,
    },
  },
  modes: ["whole", "changes"],
  promised: "exactly_once",
  promise:
    "A file is written beside under another name and renamed once it is whole and on disk; sent again, it takes the place of the first.",
  takes: {
    kind: "files",
    formats: ["csv", "ndjson", "json", "parquet", "xlsx"],
    async open(settings, { run }, { folders }) {
      return {
        // Judged each time: a link may lead elsewhere by now.
        put: async (file, signal) => keepFile(await allowed(settings.folder, folders), file, run, signal),
        async close() {},
      };
    },
  },
  async test(settings, { folders }) {
    const path = await allowed(settings.folder, folders);
    const file = join(path, `.coterie-${randomBytes(6).toString("hex")}.part`);
    try {
      await writeFile(file, "", { flag: "wx" });
      await rm(file);
    } catch (error) {
      throw fileError(error, path) ?? error;
    }
  },
});

/** The folder itself, whatever links lead to it. Throws `Refused` when it is none, or not in or below one that is allowed. */
async function allowed(path: string, folders: readonly string[]): Promise<string> {
  if (!isAbsolute(path)) {
    throw new Refused(`${JSON.stringify(path)} is no whole path of a folder.`, {
      hint: "A whole path begins at the root, as in /srv/exports.",
    });
  }
  if (folders.length === 0) throw notAllowed(path, "Whoever runs Coterie names the folders for files: none is named yet. Start it with COTERIE_FOLDERS=/srv/exports.");
  const real = await realFolder(path);
  // One that is allowed and not there lets nobody in.
  const roots = await Promise.all(folders.map((each) => realpath(each).catch(() => undefined)));
  if (roots.some((root) => root !== undefined && isWithin(root, real))) return real;
  throw notAllowed(path, `Choose one of those that COTERIE_FOLDERS names, or one below: ${folders.join(", ")}.`);
}

function notAllowed(path: string, hint: string): Refused {
  return new Refused(`No file may be put in the folder ${path}.`, { hint });
}

async function realFolder(path: string): Promise<string> {
  try {
    const real = await realpath(path);
    if ((await stat(real)).isDirectory()) return real;
  } catch (error) {
    throw fileError(error, path) ?? error;
  }
  throw new Refused(`${path} is no folder.`);
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
