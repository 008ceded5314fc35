import { requireNode } from "./requirements.mjs";

requireNode();
const { enter } = await import("./enter.mjs");
await enter("dist/src/cli/start.js");
