import { readFileSync } from "node:fs";
import { arch, cpus, platform, totalmem } from "node:os";

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  /** The engine's version. */
  readonly engine: string;
}

export function thisMachine(engine: string): Machine {
  const all = cpus();
  return {
    processor: all[0]?.model.trim() || arch(),
    cores: all.length,
    memory: totalmem(),
    system: `${platform()} ${arch()}`,
    node: process.versions.node,
    engine,
  };
}

/** Bytes that a process had resident at most since its start; undefined where the system does not say (only Linux does). */
export function peakMemory(pid: number): number | undefined {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
}
