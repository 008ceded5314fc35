// What the machine must have. Written in old syntax on purpose: an old Node must be able to read the file that turns it away.
// Each check answers with a sentence for the reader, or with undefined when all is well.

const FREE_BYTES_FOR_INSTALL = 3e9;

/**
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined}
 */
export function nodeProblem(version) {
  const parts = version.split(".").map(Number);
  const major = parts[0] || 0;
  const minor = parts[1] || 0;
  if (major > 20 || (major === 20 && minor >= 19)) return undefined;
  return (
    "Coterie needs Node 20.19 or later, and this is Node " +
    version +
    ". Install a current version from https://nodejs.org and run the command again."
  );
}

/**
 * @typedef {object} System
 * @property {string} platform as in `process.platform`
 * @property {string} arch as in `process.arch`
 * @property {boolean} musl whether Linux runs on musl instead of glibc
 */

/**
 * @param {System} system
 * @returns {string | undefined}
 */
export function systemProblem(system) {
  if (enginePackage(system) !== undefined) return undefined;
  if (system.platform === "win32") {
    return "Coterie's engine has no package for Windows: run the command inside WSL (https://learn.microsoft.com/windows/wsl/install).";
  }
  return (
    "Coterie's engine has no package for " +
    (system.musl ? "Linux with musl, such as Alpine" : system.platform + " on " + system.arch) +
    ": use Linux with glibc (Debian, Ubuntu, Fedora and the like) or macOS, on x64 or arm64."
  );
}

/**
 * @param {System} system
 * @returns {string | undefined} the package that holds the engine's library for this system
 */
export function enginePackage(system) {
  if (system.arch !== "x64" && system.arch !== "arm64") return undefined;
  if (system.platform === "darwin") return "@chdb/lib-darwin-" + system.arch;
  if (system.platform === "linux" && !system.musl) return "@chdb/lib-linux-" + system.arch + "-gnu";
  return undefined;
}

/**
 * @param {number} freeBytes
 * @param {string} folder
 * @returns {string | undefined}
 */
export function diskProblem(freeBytes, folder) {
  if (freeBytes >= FREE_BYTES_FOR_INSTALL) return undefined;
  const free = (freeBytes / 1e9).toFixed(1);
  return (
    "Installing Coterie needs 3 GB of free disk, and " + folder + " has " + free + " GB. Free some space and run the command again."
  );
}

/**
 * Ends the process with a sentence when Node is too old for anything else to run.
 */
export function requireNode() {
  const problem = nodeProblem(process.versions.node);
  if (problem === undefined) return;
  console.error(problem);
  process.exit(1);
}
