import { expect, test } from "vitest";
import { diskProblem, enginePackage, nodeProblem, systemProblem } from "../../scripts/requirements.mjs";

test.each(["20.19.0", "20.20.2", "22.12.0", "24.0.0"])("Node %s is new enough", (version) => {
  expect(nodeProblem(version)).toBeUndefined();
});

test.each(["18.20.4", "20.9.0", "20.18.3", "14.21.3"])("Node %s is turned away with what to install", (version) => {
  expect(nodeProblem(version)).toBe(
    `Coterie needs Node 20.19 or later, and this is Node ${version}. Install a current version from https://nodejs.org and run the command again.`,
  );
});

test.each([
  ["linux", "x64", "@chdb/lib-linux-x64-gnu"],
  ["linux", "arm64", "@chdb/lib-linux-arm64-gnu"],
  ["darwin", "x64", "@chdb/lib-darwin-x64"],
  ["darwin", "arm64", "@chdb/lib-darwin-arm64"],
])("%s on %s has an engine: %s", (platform, arch, name) => {
  const system = { platform, arch, musl: false };
  expect(enginePackage(system)).toBe(name);
  expect(systemProblem(system)).toBeUndefined();
});

test.each([
  ["Windows is sent to WSL", { platform: "win32", arch: "x64", musl: false }, "run the command inside WSL"],
  ["musl is sent to glibc", { platform: "linux", arch: "x64", musl: true }, "Linux with musl, such as Alpine"],
  ["another processor is named", { platform: "linux", arch: "ia32", musl: false }, "linux on ia32"],
  ["another system is named", { platform: "freebsd", arch: "x64", musl: false }, "freebsd on x64"],
])("a system without an engine: %s", (_, system, part) => {
  expect(enginePackage(system)).toBeUndefined();
  expect(systemProblem(system)).toContain(part);
});

test("an install asks for 3 GB of free disk and says how much there is", () => {
  expect(diskProblem(3e9, "/clone")).toBeUndefined();
  expect(diskProblem(2_340_000_000, "/clone")).toBe(
    "Installing Coterie needs 3 GB of free disk, and /clone has 2.3 GB. Free some space and run the command again.",
  );
});
