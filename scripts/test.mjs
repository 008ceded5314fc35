import { requireNode } from "./requirements.mjs";

requireNode();
const { test } = await import("./suite.mjs");
process.exitCode = await test(process.argv.slice(2));
