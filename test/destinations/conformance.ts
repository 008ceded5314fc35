import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DeliveryError, Refused, Unreachable } from "../../src/destinations/delivery-error.ts";
import type { Change } from "../../src/results/exports/part.ts";
import type { Delivery, DestinationType, FileSink, OutgoingFile, RowSink, Tools } from "../../src/destinations/destination-type.ts";
import { secretNames, settingsSchema, type SettingValues } from "../../src/destinations/setting.ts";
import { batch, bytesOf, DELIVERY, fileOf, NEVER, row } from "./tools.ts";

/** How a peer fails: it ends connections, says nothing more, or says that it is busy. */
export type Fault = "drop" | "stall" | "busy";

interface Subject {
  readonly type: DestinationType;
  readonly settings: SettingValues;
  readonly tools: Tools;
  /** Settings that the peer refuses, by what is wrong with them. */
  readonly refused: Readonly<Record<string, SettingValues>>;
  /** Left out: there is no peer that could fail. */
  readonly peer?: {
    /** Lets it fail from now on, or no longer. */
    readonly fault: (fault?: Fault) => Promise<void> | void;
    /** What waits for it less long. */
    readonly impatient: { readonly type: DestinationType; readonly tools: Tools };
  };
  close(): Promise<void>;
}

export interface FileSubject extends Subject {
  /** What a reader finds there, by name. */
  found(): Promise<ReadonlyMap<string, Buffer>>;
  /** What is left there of transfers that were cut short. */
  left(): Promise<readonly string[]>;
  /** Bytes of a file that takes more than one step. */
  readonly size: number;
}

export interface RowSubject extends Subject {
  /** What is there of each customer, by key. */
  held(): Promise<ReadonlyMap<string, unknown>>;
}

const FAULTS: readonly Fault[] = ["drop", "stall", "busy"];

/** What holds of every type that takes files. */
export function fileLaws(name: string, begin: () => Promise<FileSubject>, faults: readonly Fault[] = FAULTS): void {
  describe(`${name}, which takes files`, () => {
    const { subject } = shared(begin);
    const put = (file: OutgoingFile, settings = subject().settings, signal = NEVER): Promise<string> =>
      withSink(subject(), settings, (sink: FileSink) => sink.put(file, signal));

    test.each([0, 1, 5000])("what was put is read back byte for byte (%i bytes)", async (size) => {
      const where = await put(fileOf(`size-${size}.csv`, bytesOf(size)));
      expect(where).not.toBe("");
      expect((await subject().found()).get(`size-${size}.csv`)).toEqual(bytesOf(size));
      expect(await subject().left()).toEqual([]);
    });

    test("what takes more than one step is read back byte for byte, and put again it is one file", async () => {
      const bytes = bytesOf(subject().size);
      await put(fileOf("big.csv", Buffer.from("what was there before")));
      for (const _ of ["once", "again"]) {
        await put(fileOf("big.csv", bytes));
        expect((await subject().found()).get("big.csv")?.equals(bytes)).toBe(true);
      }
      expect(await subject().left()).toEqual([]);
    });

    test("a file that can't be read to its end is not there", async () => {
      const broken = put(fileOf("broken.csv", bytesOf(subject().size), () => Promise.reject(new Error("the engine is gone"))));
      await expect(broken).rejects.toThrow("the engine is gone");
      expect((await subject().found()).has("broken.csv")).toBe(false);
      expect(await subject().left()).toEqual([]);
    });

    test("a cancel is not waited with, though the file is, and leaves nothing", async () => {
      const stop = new AbortController();
      const never = new Promise<void>(() => {});
      const cancelled = put(
        fileOf("cancelled.csv", bytesOf(subject().size), () => (stop.abort(new Error("cancelled")), never)),
        subject().settings,
        stop.signal,
      );
      await expect(cancelled).rejects.toThrow("cancelled");
      expect((await subject().found()).has("cancelled.csv")).toBe(false);
      expect(await subject().left()).toEqual([]);
    });

    test.each(faults)("a transfer that the peer cuts short (%s) leaves nothing that looks whole, and goes on later", async (fault) => {
      const { fault: fail, impatient } = peerOf(subject());
      const bytes = bytesOf(subject().size);
      await put(fileOf("cut.csv", Buffer.from("what was there before")));
      const cutShort = fileOf("cut.csv", bytes, () => fail(fault));
      const waiting = fault === "stall" ? { ...subject(), ...impatient } : subject();
      const cut = await failure(withSink(waiting, waiting.settings, (sink: FileSink) => sink.put(cutShort, NEVER)));
      expect(cut).toBeInstanceOf(Unreachable);
      await fail();
      expect((await subject().found()).get("cut.csv")?.toString()).toBe("what was there before");
      await put(fileOf("cut.csv", bytes));
      expect((await subject().found()).get("cut.csv")?.equals(bytes)).toBe(true);
      expect(await subject().left()).toEqual([]);
    });

    test.each(faults.filter((fault) => fault === "stall"))("a peer that fails (%s) does not hold a cancel up", async () => {
      const { fault: fail } = peerOf(subject());
      const stop = new AbortController();
      const stalling = put(
        fileOf(
          "stalled.csv",
          bytesOf(subject().size),
          () => (void fail("stall"), void setTimeout(() => stop.abort(new Error("cancelled")), 20)),
        ),
        subject().settings,
        stop.signal,
      );
      await expect(stalling).rejects.toThrow("cancelled");
    });

    connectionLaws(
      subject,
      faults.length > 0 ? ["cancelled"] : [],
      async (settings) => void (await put(fileOf("refused.csv", bytesOf(10)), settings)),
    );
  });
}

/** What holds of every type that takes rows. */
export function rowLaws(name: string, begin: () => Promise<RowSubject>, faults: readonly Fault[] = FAULTS): void {
  describe(`${name}, which takes rows`, () => {
    const { subject } = shared(begin);
    const opened = <T>(settings: SettingValues, work: (sink: RowSink) => Promise<T>): Promise<T> =>
      withSink(subject(), settings, work, CHANGES);
    const sent = (id: string, rows: ReturnType<typeof row>[], change: Change = "added", settings = subject().settings) =>
      opened(settings, async (sink) => {
        const rejected = await sink.send(batch(id, rows, change), NEVER);
        await sink.finish(NEVER);
        return rejected;
      });

    test("rows are there as they were sent, once, however often they are sent", async () => {
      for (const _ of ["once", "again"]) expect(await sent("b1", [row("ann", 1), row("ben", 2), row("Zoë \"'; --", null)])).toEqual([]);
      const held = await subject().held();
      expect([...held.keys()].sort()).toEqual(["Zoë \"'; --", "ann", "ben"]);
      expect(held.get("ben")).toMatchObject({ customer: "ben", orders: 2, consent: true, born: "1990-02-28", tags: ["a", "b,c"] });
      expect(held.get("Zoë \"'; --")).toMatchObject({ orders: null, consent: null, born: null, seen: null });
    });

    test("rows are updated and removed, and that is done again without harm", async () => {
      await sent("b2", [row("cleo", 1), row("dan", 1)]);
      for (const _ of ["once", "again"]) {
        await sent("b3", [row("cleo", 7)], "updated");
        await sent("b4", [row("dan", 1)], "removed");
      }
      const held = await subject().held();
      expect(held.get("cleo")).toMatchObject({ orders: 7 });
      expect(held.has("dan")).toBe(false);
    });

    test.each(faults)("a batch that the peer does not answer (%s) is taken later", async (fault) => {
      const { fault: fail, impatient } = peerOf(subject());
      await sent(`first-${fault}`, [row(`first-${fault}`)]);
      const waiting = fault === "stall" ? { ...subject(), ...impatient } : subject();
      const second = async (sink: RowSink): Promise<void> => {
        await fail(fault);
        await sink.send(batch(`second-${fault}`, [row(`second-${fault}`)]), NEVER);
      };
      const failed = await failure(withSink(waiting, waiting.settings, second, CHANGES));
      expect(failed).toBeInstanceOf(Unreachable);
      await fail();
      await sent(`second-${fault}`, [row(`second-${fault}`)]);
      expect([...(await subject().held()).keys()].filter((key) => key.endsWith(fault)).sort()).toEqual([
        `first-${fault}`,
        `second-${fault}`,
      ]);
    });

    test("a peer that stalls does not hold a cancel up", async () => {
      const stop = new AbortController();
      const stalling = opened(subject().settings, async (sink) => {
        await peerOf(subject()).fault("stall");
        setTimeout(() => stop.abort(new Error("cancelled")), 20);
        await sink.send(batch("stalled", [row("eve")]), stop.signal);
      });
      await expect(stalling).rejects.toThrow("cancelled");
    });

    connectionLaws(
      subject,
      faults.length > 0 ? ["cancelled"] : [],
      async (settings) => void (await sent("b9", [row("eve")], "added", settings)),
    );
  });
}

const CHANGES: Delivery = { ...DELIVERY, mode: "changes" };

function shared<S extends Subject>(begin: () => Promise<S>): { readonly subject: () => S } {
  let begun: S | undefined;
  beforeAll(async () => {
    begun = await begin();
  });
  afterAll(async () => {
    await begun?.tools.http.close();
    await begun?.close();
  });
  const subject = (): S => {
    if (begun === undefined) throw new Error("the peer does not stand");
    return begun;
  };
  beforeEach(() => subject().peer?.fault());
  return { subject };
}

/** The laws of the connection. */
function connectionLaws(subject: () => Subject, ended: readonly string[], send: (settings: SettingValues) => Promise<void>): void {
  const tried = (settings: SettingValues, signal = NEVER): Promise<void> =>
    subject().type.test(filled(subject(), settings), subject().tools, signal, []);

  test("the test of a good connection passes, again and again", async () => {
    for (const _ of ["once", "again"]) await tried(subject().settings);
  });

  test("what the peer refuses is refused, by the test and by an export", async () => {
    for (const [what, settings] of Object.entries(subject().refused)) {
      for (const failed of [await failure(tried(settings)), await failure(send(settings))]) {
        expect(failed, what).toBeInstanceOf(Refused);
        tellsNoSecret(subject(), settings, failed);
      }
    }
  });

  test.each(ended)("the test of a connection that was %s ends", async (how) => {
    await expect(tried(subject().settings, AbortSignal.abort(new Error(how)))).rejects.toThrow(how);
  });
}

function peerOf({ peer }: Subject): NonNullable<Subject["peer"]> {
  if (peer === undefined) throw new Error("there is no peer that could fail");
  return peer;
}

function tellsNoSecret({ type }: Subject, settings: SettingValues, error: unknown): void {
  const shown = inspect(error, { depth: 20 }) + JSON.stringify(error);
  for (const name of secretNames(type.settings)) {
    const secret = settings[name];
    if (typeof secret === "string" && secret !== "S3RVER") expect(shown).not.toContain(secret);
  }
}

function filled({ type }: Subject, settings: SettingValues): SettingValues {
  return settingsSchema(type.settings).parse(settings);
}

async function withSink<Sink extends FileSink | RowSink, T>(
  subject: Subject,
  settings: SettingValues,
  work: (sink: Sink) => Promise<T>,
  delivery = DELIVERY,
): Promise<T> {
  const sink = await subject.type.takes.open(filled(subject, settings), delivery, subject.tools, NEVER);
  try {
    return await work(sink as Sink);
  } finally {
    await sink.close();
  }
}

/** What a promise is rejected with: a `DeliveryError`. */
export async function failure(promise: Promise<unknown>): Promise<DeliveryError> {
  const failed: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failed instanceof DeliveryError)) throw new Error(`no delivery error: ${inspect(failed)}`, { cause: failed });
  return failed;
}
