const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/**
 * Says on standard error what is going on: a line a phase, and on a terminal a spinner with the time it takes.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function phase(title, work) {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  const spinner = process.stderr.isTTY ? spin(title, seconds) : undefined;
  if (spinner === undefined) say(`${title} …`);
  try {
    const result = await work();
    spinner?.stop();
    say(`${title}: done in ${seconds()}`);
    return result;
  } catch (error) {
    spinner?.stop();
    throw error;
  }
}

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * @param {string} title
 * @param {() => string} seconds
 */
function spin(title, seconds) {
  let turn = 0;
  const draw = () => {
    process.stderr.write(`\r${FRAMES[turn++ % FRAMES.length]} ${title} (${seconds()})`);
  };
  draw();
  const timer = setInterval(draw, 100);
  return {
    stop() {
      clearInterval(timer);
      process.stderr.write("\r\u001b[2K");
    },
  };
}
