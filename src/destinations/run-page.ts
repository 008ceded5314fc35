/** The path of the page of a run, for `Tools.link`. */
export function runPage(run: string): string {
  return `/exports/${run}`;
}
