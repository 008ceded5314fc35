/** The end of a window that holds an instant as its last: windows are half-open, and instants have milliseconds. */
export function justAfter(instant: string): string {
  return new Date(Date.parse(instant) + 1).toISOString();
}
