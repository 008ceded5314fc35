import type { Readable } from "node:stream";

/** A letter to be sent by the workspace's mail server. */
export interface Letter {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly { readonly name: string; readonly mediaType: string; readonly content: Readable }[];
}

/** Sends letters. Throws `Refused` when no mail server is set up or it does not take the letter, `Unreachable` when it may later. */
export interface Mail {
  send(letter: Letter, signal: AbortSignal): Promise<void>;
  /** Tries to sign in, without a letter. */
  test(signal: AbortSignal): Promise<void>;
}
