import { requireNode } from "./requirements.mjs";

requireNode();
const { prepareOrExit } = await import("./prepare.mjs");
await prepareOrExit();
