const LOOK_EVERY_MS = 500;

/**
 * Ends this process as SIGTERM would when the npm that started it is gone. npm passes a signal on to the shell it runs a script in,
 * and most shells die of it without telling the script.
 */
export function endWithNpm() {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, LOOK_EVERY_MS);
  timer.unref();
}
