import { AppError, type AppErrorOptions } from "../errors.ts";

export interface DeliveryErrorOptions extends AppErrorOptions {
  /** Milliseconds that the destination asks to wait before the next try. */
  readonly waitMs?: number | undefined;
}

/** A destination did not take what was sent. The class decides what follows. */
export abstract class DeliveryError extends AppError {
  /** Whether a later try of the same may succeed. */
  abstract readonly passes: boolean;
  readonly waitMs: number | undefined;

  constructor(code: string, message: string, { waitMs, ...options }: DeliveryErrorOptions = {}) {
    super(code, message, options);
    this.waitMs = waitMs;
  }
}

/** It was not there, or was busy: the same is tried again. */
export class Unreachable extends DeliveryError {
  readonly passes = true;

  constructor(message: string, options: DeliveryErrorOptions = {}) {
    super("destination_unreachable", message, options);
  }
}

/** It does not take anything as the destination is set up: nothing is tried again until somebody mends that. */
export class Refused extends DeliveryError {
  readonly passes = false;

  constructor(message: string, options: DeliveryErrorOptions = {}) {
    super("destination_refused", message, options);
  }
}

/** It refused some rows alone, for what they hold: they are left out and told of, and the others are sent. */
export class Rejected extends DeliveryError {
  readonly passes = false;

  constructor(message: string, options: DeliveryErrorOptions = {}) {
    super("destination_rejected", message, options);
  }
}
