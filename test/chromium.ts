import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

const execute = promisify(execFile);

const MAC_CHROME = "Google Chrome.app/Contents/MacOS/Google Chrome";
// The packaged browser's own list of arguments holds --single-process, with which it dies with its first page.
const ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"];

/**
 * Starts a headless browser for a test: `CHROMIUM_PATH`, else on Linux the packaged Chromium, on macOS the installed Chrome.
 *
 * @throws Error naming `CHROMIUM_PATH` when there is none
 */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = await findBrowser();
  return await chromium.launch({ executablePath: path, args: ARGUMENTS, env: { ...process.env, ...env } });
}

interface Program {
  readonly path: string;
  /** What the browser needs in its environment where the machine lacks libraries, fonts or a home. */
  readonly env: Readonly<Record<string, string>>;
}

async function findBrowser(): Promise<Program> {
  const chosen = process.env["CHROMIUM_PATH"];
  if (chosen !== undefined && chosen !== "") {
    if (existsSync(chosen)) return { path: chosen, env: {} };
    throw new Error(`CHROMIUM_PATH names ${chosen}, which does not exist.`);
  }
  if (process.platform === "linux" && process.arch === "x64") return await packagedBrowser();
  if (process.platform === "darwin") {
    const places = [join("/Applications", MAC_CHROME), join(homedir(), "Applications", MAC_CHROME)];
    const path = places.find((place) => existsSync(place));
    if (path !== undefined) return { path, env: {} };
  }
  throw new Error(
    `The browser tests found no browser on ${process.platform} ${process.arch}: install Chrome or Chromium and set CHROMIUM_PATH to its program.`,
  );
}

async function packagedBrowser(): Promise<Program> {
  const folder = await unpacked();
  const path = join(folder, "chromium");
  const env = { HOME: process.env["HOME"] || folder, ...(await fontSettings(folder)) };
  if (await starts(path, env)) return { path, env };
  const withLibraries = { ...env, LD_LIBRARY_PATH: libraryPath(join(folder, "al2023", "lib")) };
  if (await starts(path, withLibraries)) return { path, env: withLibraries };
  throw new Error(`The packaged Chromium does not start here (${path}): set CHROMIUM_PATH to the program of an installed one.`);
}

/** Unpacks the browser once, whole or not at all, also when several tests ask at once. */
async function unpacked(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const home = join(dirname(entry), "..", "..");
  const { mtimeMs, size } = await stat(join(home, "bin", "chromium.br"));
  const cache = join(home, "..", "..", ".cache", "coterie");
  const folder = join(cache, `chromium-${createHash("sha256").update(`${mtimeMs} ${size}`).digest("hex").slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, "unpacking-"));
  try {
    // The package unpacks into the folder for temporary files, and its libraries only where it sees Amazon Linux: a process of its own is told both.
    const script = `require(${JSON.stringify(entry)}).executablePath()`;
    await execute(process.execPath, ["--eval", script], {
      env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
    });
    await rename(staging, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    return folder;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** A machine without fonts gets the package's own: without any, the browser draws no text. */
async function fontSettings(folder: string): Promise<Record<string, string>> {
  if (existsSync("/etc/fonts/fonts.conf")) return {};
  const file = join(folder, "fonts.conf");
  const dir = (path: string) => path.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${dir(join(folder, "fonts"))}</dir>
  <cachedir>${dir(join(folder, "fonts-cache"))}</cachedir>
</fontconfig>
`,
  );
  return { FONTCONFIG_FILE: file };
}

async function starts(path: string, env: Readonly<Record<string, string>>): Promise<boolean> {
  return await execute(path, ["--version"], { env: { ...process.env, ...env } }).then(
    () => true,
    () => false,
  );
}

function libraryPath(folder: string): string {
  const before = process.env["LD_LIBRARY_PATH"];
  return before === undefined || before === "" ? folder : `${folder}:${before}`;
}
