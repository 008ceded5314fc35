import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { AppError } from "../errors.ts";

/** How the local node is started: from the packaged library, or from a binary of the user's own. */
export type EngineProgram =
  | { readonly kind: "library"; readonly path: string }
  | { readonly kind: "binary"; readonly path: string };

const WAY_OUT =
  "Use Linux with glibc or macOS (on Windows: WSL), or set CLICKHOUSE_BIN to a ClickHouse binary of your own.";

/**
 * Finds what the local node runs on.
 *
 * @param binary the value of `CLICKHOUSE_BIN`, which wins over the packaged library
 * @throws AppError `engine_missing` when there is neither
 */
export function findEngineProgram(binary: string | undefined): EngineProgram {
  if (binary !== undefined) {
    if (!existsSync(binary)) {
      throw new AppError("engine_missing", `CLICKHOUSE_BIN names ${binary}, which does not exist.`, {
        hint: "Set it to the path of a clickhouse binary, or unset it to use the packaged engine.",
      });
    }
    return { kind: "binary", path: binary };
  }
  const name = packageName();
  if (name === undefined) {
    throw new AppError(
      "engine_missing",
      `There is no packaged engine for ${process.platform} ${process.arch}${isMusl() ? " with musl" : ""}.`,
      { hint: WAY_OUT },
    );
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const path = join(dirname(entry), "libchdb.so");
    if (existsSync(path)) return { kind: "library", path };
  } catch {
    // Not installed: said below, together with a package that lacks its library.
  }
  throw new AppError("engine_missing", `The engine's library ${name} is not installed.`, {
    hint: "Run `npm ci --include=optional` in Coterie's folder.",
  });
}

function packageName(): string | undefined {
  const { platform, arch } = process;
  if (arch !== "x64" && arch !== "arm64") return undefined;
  if (platform === "darwin") return `@chdb/lib-darwin-${arch}`;
  if (platform === "linux" && !isMusl()) return `@chdb/lib-linux-${arch}-gnu`;
  return undefined;
}

function isMusl(): boolean {
  if (process.platform !== "linux") return false;
  const report: unknown = process.report.getReport();
  const header =
    typeof report === "object" && report !== null && "header" in report ? report.header : undefined;
  return !(typeof header === "object" && header !== null && "glibcVersionRuntime" in header);
}
