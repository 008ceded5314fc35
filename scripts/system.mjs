import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";

/** @returns {import("./requirements.mjs").System} */
export function thisSystem() {
  return { platform: process.platform, arch: process.arch, musl: process.platform === "linux" && !hasGlibc() };
}

/**
 * @param {string} folder
 * @returns {number} bytes that this user may still write
 */
export function freeBytes(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/**
 * @param {string} path of a folder that need not exist yet
 * @returns {boolean} whether it could be written or made
 */
export function canWrite(path) {
  const existing = nearestExisting(path);
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} path */
function nearestExisting(path) {
  let folder = path;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

function hasGlibc() {
  const report = process.report.getReport();
  return typeof report === "object" && "header" in report && "glibcVersionRuntime" in Object(report.header);
}
