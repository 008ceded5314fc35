import { requireNode } from "./requirements.mjs";

requireNode();
const { typecheckAll } = await import("./suite.mjs");
process.exitCode = await typecheckAll();
