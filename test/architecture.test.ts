import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { VERSION } from "../src/version.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** What each folder of `src` may import besides itself and `errors.ts`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  catalog: [],
  segment: ["catalog"],
  smart: ["catalog", "segment"],
  compiler: ["catalog", "segment"],
  engine: ["catalog", "segment", "compiler"],
  results: ["catalog", "segment", "compiler", "engine"],
  ingest: ["catalog", "segment", "compiler", "engine", "results"],
  store: ["catalog", "segment", "smart", "compiler", "engine", "results"],
  destinations: ["catalog", "segment", "compiler", "engine", "results"],
  jobs: ["catalog", "segment", "smart", "compiler", "engine", "results", "ingest", "store", "destinations"],
  api: ["catalog", "segment", "smart", "compiler", "engine", "results", "ingest", "store", "destinations", "jobs"],
};
/** Where everything comes together. */
const TOP = ["cli", "wire.ts", "wire-exports.ts", "wire-server.ts", "server-file.ts", "secret-file.ts", "config.ts", "index.ts"];

/** Run in the browser too: no module of Node, and of packages only these. */
const PURE = ["catalog", "segment", "smart", "compiler"];
const PURE_PACKAGES = ["zod", "temporal-polyfill", "@noble/hashes/sha2.js", "@noble/hashes/utils.js"];

const WEB_IMPORTS = /^src\/(segment\/.*|catalog\/(types|type-name)\.ts|errors\.ts)$/;

/** Components that draw a tree: a group draws nodes, and a node may be a group. */
const TREE_VIEWS = "web/src/features/segments/builder/tree/";

const SQL_FOLDERS = ["compiler", "engine", "ingest", "store", "results"];
/** `wire.ts` asks the engine whether it answers; a destination speaks to a database of others. */
const SQL_FILES = ["src/wire.ts", "src/destinations/types/postgres-table.ts"];

/** Assertions of type (`as`, without `as const`) at borders: what comes there was written by this project's own server, or judged before. */
const ASSERTIONS: Readonly<Record<string, number>> = {
  "src/cli/remote.ts": 2,
  "src/segment/schema.ts": 2,
  "web/src/api/client.ts": 2,
};

/** `config.ts` reads the environment; these hand it over, or give a child process its path. */
const ENVIRONMENT = ["src/cli/doctor.ts", "src/cli/run.ts", "src/cli/serve.ts", "src/cli/start.ts", "src/engine/local-node.ts"];

const MOST_LINES = 400;

interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Without comments and the content of strings. */
  readonly code: string;
  readonly imports: readonly Import[];
}

interface Import {
  /** A path from the root for our own files, else the module's name. */
  readonly target: string;
  readonly isOwn: boolean;
  readonly typeOnly: boolean;
}

const files = ["src", "web/src", "test", "bench", "screens", "examples", "scripts", "bin"].flatMap((folder) => read(folder));
const scripts = files.filter(({ path }) => /\.(tsx?|m?js)$/.test(path));
const server = scripts.filter(({ path }) => path.startsWith("src/"));
const web = scripts.filter(({ path }) => path.startsWith("web/src/"));

function read(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = relative(ROOT, join(entry.parentPath, entry.name));
      const text = readFileSync(join(ROOT, path), "utf8");
      return { path, text, code: codeOf(text), imports: /\.(tsx?|m?js)$/.test(path) ? importsOf(path, text) : [] };
    });
}

function importsOf(path: string, text: string): Import[] {
  const statements = text.matchAll(/^(?:import|export)\b(?<what>[^;"]*?)\bfrom\s+"(?<from>[^"]+)"|\bimport\(\s*"(?<later>[^"]+)"\s*\)|^import\s+"(?<alone>[^"]+)"/gm);
  return [...statements].map(({ groups }) => {
    const module = groups?.["from"] ?? groups?.["later"] ?? groups?.["alone"] ?? "";
    const isOwn = module.startsWith(".");
    return { isOwn, target: isOwn ? normalize(join(dirname(path), module)) : module, typeOnly: /^\s*type\b/.test(groups?.["what"] ?? "") };
  });
}

function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, (found) => (/^["'`]/.test(found) ? '""' : ""));
}

/** The folder of `src`, or the file when it lies in `src` itself. */
function partOf(path: string): string {
  return path.split("/")[1] ?? path;
}

/** Each match of a pattern, with its file: what a rule forbids. */
function found(among: readonly SourceFile[], pattern: RegExp, what: (file: SourceFile) => string = ({ code }) => code): string[] {
  return among.flatMap((file) => [...what(file).matchAll(new RegExp(pattern, `${pattern.flags}g`))].map(([match]) => `${file.path}: ${match}`));
}

test("the rules look at the files", () => {
  expect(server.length).toBeGreaterThan(100);
  expect(web.length).toBeGreaterThan(50);
  expect(server.flatMap(({ imports }) => imports).filter(({ isOwn }) => isOwn).length).toBeGreaterThan(300);
});

describe("imports", () => {
  test("a folder of src imports only what stands before it", () => {
    const wrong = server.flatMap(({ path, imports }) => {
      const part = partOf(path);
      if (TOP.includes(part)) return [];
      const allowed = [part, "errors.ts", ...(MAY_IMPORT[part] ?? [])];
      return imports.filter(({ isOwn, target }) => isOwn && !(target.startsWith("src/") && allowed.includes(partOf(target)))).map(({ target }) => `${path} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test("every folder of src has its place", () => {
    const parts = new Set(server.map(({ path }) => partOf(path)));
    const known = [...Object.keys(MAY_IMPORT), ...TOP, "errors.ts", "version.ts", "telemetry.ts"];
    expect([...parts].filter((part) => !known.includes(part))).toEqual([]);
  });

  test("the page imports the language, the types of the catalog and errors, and types of the API", () => {
    const wrong = web.flatMap(({ path, imports }) =>
      imports
        .filter(({ isOwn, target }) => isOwn && !target.startsWith("web/src/") && !WEB_IMPORTS.test(target))
        .filter(({ target, typeOnly }) => !(typeOnly && target.startsWith("src/api/")))
        .map(({ target }) => `${path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("pure folders run in a browser", () => {
    const wrong = server
      .filter(({ path }) => PURE.includes(partOf(path)))
      .flatMap(({ path, imports }) => imports.filter(({ isOwn, target }) => !isOwn && !PURE_PACKAGES.includes(target)).map(({ target }) => `${path} → ${target}`));
    expect(wrong).toEqual([]);
  });

  test("no files import each other in a circle", () => {
    const graph = new Map([...server, ...web].map(({ path, imports }) => [path, imports.filter(({ isOwn }) => isOwn).map(({ target }) => target)]));
    expect(circles(graph).filter((circle) => !circle.split(" → ").every((path) => path.startsWith(TREE_VIEWS)))).toEqual([]);
  });

  test("a file imports what it needs from where it is defined", () => {
    expect(found(scripts.filter(({ path }) => path !== "src/index.ts"), /^export\s+(\*|(type\s+)?\{[^}]*\})\s+from/m)).toEqual([]);
  });
});

/** The circles of a graph, each found once, by looking from every node as deep as needed. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const circular: string[] = [];
  const visit = (node: string, trail: readonly string[]): void => {
    if (trail.includes(node)) circular.push([...trail.slice(trail.indexOf(node)), node].join(" → "));
    if (trail.includes(node) || done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return circular;
}

describe("files", () => {
  test("have a name in kebab-case", () => {
    const names = /(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
    expect(files.map(({ path }) => path).filter((path) => !names.test(path) && !path.endsWith("/README.md"))).toEqual([]);
  });

  test(`have ${MOST_LINES} lines at most`, () => {
    expect(files.filter(({ text }) => text.split("\n").length > MOST_LINES + 1).map(({ path }) => path)).toEqual([]);
  });

  test("are finished", () => {
    expect(found(files, new RegExp(`\\b(${["TO", "FIX"].map((start, at) => start + ["DO", "ME"][at]).join("|")})\\b`), ({ text }) => text)).toEqual([]);
    expect(found(scripts, /\b(test|it|describe)\.(skip|only|todo)\b/)).toEqual([]);
  });

  test("name no folder of the machine they were written on", () => {
    expect(files.filter(({ text }) => text.includes(ROOT)).map(({ path }) => path)).toEqual([]);
  });
});

describe("code", () => {
  test("has no any and no assertion that a value is there", () => {
    expect(found([...server, ...web], /:\s*any\b|<any\b|\bas any\b|\bany\[\]/)).toEqual([]);
    expect(found([...server, ...web], /[\w)\]]!(?=[.,;)\][(]|$)/m)).toEqual([]);
  });

  test("asserts types only at the borders that are listed", () => {
    const counts = new Map<string, number>();
    for (const { path, code } of [...server, ...web]) {
      const asserted = withoutImports(code).match(/\bas (?!const\b)[A-Za-z{([]/g);
      if (asserted) counts.set(path, asserted.length);
    }
    expect(Object.fromEntries(counts)).toEqual(ASSERTIONS);
  });

  test("writes SQL only where it belongs", () => {
    const elsewhere = server.filter(({ path }) => !SQL_FOLDERS.includes(partOf(path)) && !SQL_FILES.includes(path));
    expect(found(elsewhere, /\b(SELECT\b.+\bFROM|SELECT \d|INSERT INTO|DELETE FROM|ALTER TABLE|CREATE TABLE|DROP TABLE)\b/, ({ text }) => text)).toEqual([]);
  });

  test("reads the environment in one place", () => {
    const others = [...server, ...web].filter(({ path }) => !ENVIRONMENT.includes(path));
    expect(found(others, /process\.env/)).toEqual([]);
  });
});

function withoutImports(code: string): string {
  return code.replace(/^import\b[^;]*?\bfrom\s+"";?/gm, "");
}

test("the version is the package's", () => {
  const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(VERSION).toBe(version);
});
