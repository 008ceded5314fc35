import { requireNode } from "../scripts/requirements.mjs";

requireNode();
const { enter } = await import("../scripts/enter.mjs");
await enter("dist/screens/main.js");
