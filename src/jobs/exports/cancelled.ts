/** A run is not this process's to work on any more. */
export class Cancelled extends Error {}
