import { type ChildProcessByStdio, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { emptyDatabase } from "../store/temporary-store.ts";

const PROGRAM = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));

export interface Ran {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly ended: Promise<Ran>;
  /** Resolves with what standard output said when it holds the pattern; throws what was said when the command ended first. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
}

/** A folder for one suite's files and data directories, in which the command runs. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "coterie-cli-"));

  write(name: string, content: string): string {
    writeFileSync(join(this.path, name), content);
    return name;
  }

  /** A data directory with a database in it, since a server takes seconds to make one. */
  async writeData(name: string): Promise<void> {
    cpSync(await emptyDatabase(), join(this.path, name, "store"), { recursive: true });
  }

  /** Starts `coterie` as a process, with nothing in its environment that points it elsewhere. */
  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: this.path,
      env: { PATH: process.env["PATH"], HOME: this.path, TZ: "UTC", ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    let said = "";
    child.stdout.on("data", (bytes: Buffer) => (said += bytes.toString()));
    const exit = new Promise<number | undefined>((resolve) => child.on("close", (code) => resolve(code ?? undefined)));
    const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(([code, stdout, stderr]) => ({ code, stdout, stderr }));
    const says = (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(said);
          if (found) resolve(found);
        };
        child.stdout.on("data", look);
        look();
        void ended.then(({ code, stdout, stderr }) => reject(new Error(`ended with ${code}: ${stdout}${stderr}`)));
      });
    return { process: child, ended, says };
  }

  /** Runs `coterie` to its end; `input` is its standard input. */
  run(args: readonly string[], { input = "", env = {} }: { input?: string; env?: Readonly<Record<string, string>> } = {}): Promise<Ran> {
    const running = this.start(args, env);
    running.process.stdin.end(input);
    return running.ended;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The one JSON document that standard output must be. */
export function documentOf<T>({ stdout }: Ran): T {
  if (!/^[^\n]+\n$/.test(stdout)) throw new Error(`not one line: ${stdout}`);
  return JSON.parse(stdout) as T;
}
