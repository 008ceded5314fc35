/** A run is not this process's to work on any more. */
export class Cancelled extends Error {}

/** Why a process stops working on a run that is to go on with its next start. */
export class Closing extends Error {}
