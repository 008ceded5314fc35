/** What a hand does on the page now: what it is about to press must not move away under it. */
let pressed = false;
let moved = Number.NEGATIVE_INFINITY;
const waiting: (() => void)[] = [];

/** How long after the last movement a hand may still be on its way, in milliseconds. */
const ON_ITS_WAY = 300;
const OPEN = "[aria-haspopup][aria-expanded=true], [aria-haspopup][data-expanded]";
const DRAGGED = "[data-dragging]";

addEventListener("pointermove", ({ timeStamp }) => (moved = timeStamp), true);
addEventListener("pointerdown", () => (pressed = true), true);
addEventListener("click", run, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release, true);

/** Whether no list, menu or picker is open, and nothing is being pressed or dragged. */
export function isCalm(): boolean {
  return !pressed && performance.now() - moved > ON_ITS_WAY && document.querySelector(`${OPEN}, ${DRAGGED}`) === null;
}

/** Does at once what a field does when it is left; when it is left by pressing something else, before the click is told. */
export function afterPress(act: () => void): void {
  if (pressed && document.querySelector(DRAGGED) === null) waiting.push(act);
  else act();
}

function run(): void {
  for (const act of waiting.splice(0)) act();
}

/** A press need not end in a click. */
function release(): void {
  pressed = false;
  setTimeout(run);
}
