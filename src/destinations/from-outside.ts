import { type DeliveryErrorOptions, Refused, Rejected, Unreachable } from "./delivery-error.ts";
import type { DestinationType, FileSink, RowSink } from "./destination-type.ts";
import type { SettingValues } from "./setting.ts";
import { codeOf, said } from "./said.ts";

const CLASSES = { destination_unreachable: Unreachable, destination_refused: Refused, destination_rejected: Rejected } as const;

/** A type that was written without anything of Coterie's: the code of an error that it throws says of which class that is. */
export function fromOutside(type: DestinationType): DestinationType {
  const { takes, test } = type;
  return {
    ...type,
    test: (...asked) => judged(() => test.call(type, ...asked)),
    takes:
      takes.kind === "files"
        ? { ...takes, open: (...asked) => judged(async () => fileSink(await takes.open(...asked))) }
        : {
            ...takes,
            rows: (settings) => takes.rows(settings),
            ...(takes.key !== undefined && { key: (settings: SettingValues) => takes.key?.(settings) ?? "" }),
            open: (...asked) => judged(async () => rowSink(await takes.open(...asked))),
          },
  };
}

function fileSink(sink: FileSink): FileSink {
  return { put: (...asked) => judged(() => sink.put(...asked)), close: () => sink.close() };
}

function rowSink(sink: RowSink): RowSink {
  return {
    send: (...asked) => judged(() => sink.send(...asked)),
    finish: (...asked) => judged(() => sink.finish(...asked)),
    close: () => sink.close(),
  };
}

async function judged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw ours(error);
  }
}

function ours(error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || !isClass(code) || error instanceof CLASSES[code]) return error;
  return new CLASSES[code](said(error), optionsOf(error));
}

function isClass(code: string): code is keyof typeof CLASSES {
  return Object.hasOwn(CLASSES, code);
}

function optionsOf(error: unknown): DeliveryErrorOptions {
  const hint = typeof error === "object" && error !== null && "hint" in error && typeof error.hint === "string" ? error.hint : undefined;
  const waitMs =
    typeof error === "object" && error !== null && "waitMs" in error && typeof error.waitMs === "number" ? error.waitMs : undefined;
  return { cause: error, waitMs, ...(hint !== undefined && { hint }) };
}
