/** Something the reader can mend; its message is the whole story. */
export class PrepareError extends Error {}
