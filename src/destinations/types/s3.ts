import { lookup } from "node:dns";
import { isIP } from "node:net";
import type { S3Client } from "@aws-sdk/client-s3";
import { isOfNoCloud, judgedLookup, notReached } from "../addresses.ts";
import { tidied, unlessCancelled } from "../cancel.ts";
import { type DeliveryError, Refused, Unreachable } from "../delivery-error.ts";
import { type DestinationType, destinationType, type FileSink, type OutgoingFile } from "../destination-type.ts";
import { codeOf, isCertificateError, isNetworkError, said } from "../said.ts";
import type { Filled } from "../setting.ts";
import { piecesOf } from "./pieces.ts";

const settings = {
  endpoint: {
    kind: "text",
    where: "server",
    label: "Endpoint",
    optional: true,
    placeholder: "https://s3.example.com",
    pattern: /^https?:\/\/[^\s@]+$/,
    help: "An address, for storage that is compatible with S3; left out: Amazon's.",
  },
  region: {
    kind: "text",
    where: "place",
    label: "Region",
    optional: true,
    placeholder: "us-east-1",
    pattern: /^[a-z0-9-]+$/,
    help: "Left out: us-east-1.",
  },
  bucket: {
    kind: "text",
    where: "place",
    label: "Bucket",
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$/,
    help: "Its name of 2 to 63 letters, digits, dots and dashes.",
  },
  prefix: {
    kind: "text",
    where: "place",
    label: "Prefix",
    optional: true,
    placeholder: "exports/",
    pattern: /^[^/\\][^\\]*$/,
    help: "Stands before the names of files; to put them in a folder, end it with /.",
  },
  access_key_id: {
    kind: "text",
    label: "Access key id",
    pattern: /^[\x21-\x7E]+$/,
    help: "Of a user that may put objects into the bucket and abort uploads.",
  },
  secret_access_key: { kind: "text", label: "Secret access key", secret: true },
  path_style: {
    kind: "boolean",
    label: "Bucket in the path",
    default: false,
    help: "For storage that does not take the bucket as a part of the host's name, such as most that run on machines of one's own.",
  },
} as const;

type S3Settings = Filled<typeof settings>;

export interface S3Limits {
  /** Milliseconds until a connection stands. */
  readonly connectMs: number;
  /** Milliseconds in which nothing may come or go. */
  readonly stallMs: number;
  readonly partBytes: number;
  /** How many times the same is asked before the file fails. */
  readonly attempts: number;
}

/** 10,000 parts are the most that an object has: 80 GB. Parts of less than 5 MB are not taken. */
const PART_BYTES = 8 * 1024 * 1024;
const TIDY_MS = 500;

export const s3 = s3Within({ connectMs: 10_000, stallMs: 60_000, partBytes: PART_BYTES, attempts: 3 });

/** The type with limits of its own. */
export function s3Within(limits: S3Limits): DestinationType<S3Settings> {
  return destinationType({
    id: "s3",
    title: "S3",
    summary: "Puts a file into a bucket of Amazon S3, or of storage that is compatible with it.",
    settings,
    modes: ["whole", "changes"],
    promised: "exactly_once",
    promise:
      "An object is there whole or not at all; sent again, it takes the place of the first. An upload that was cut short is aborted.",
    takes: {
      kind: "files",
      formats: ["csv", "ndjson", "json", "parquet", "xlsx"],
      async open(filled): Promise<FileSink> {
        const client = await clientOf(filled, limits);
        return {
          put: (file, signal) => put(client, filled, limits, file, signal),
          async close() {
            client.destroy();
          },
        };
      },
    },
    async test(filled, _tools, signal) {
      const client = await clientOf(filled, limits);
      try {
        await tryUpload(client, filled, signal);
      } finally {
        client.destroy();
      }
    },
  });
}

async function clientOf(
  { endpoint, region, access_key_id, secret_access_key, path_style }: S3Settings,
  { connectMs, stallMs, attempts }: S3Limits,
): Promise<S3Client> {
  const { S3Client } = await import("@aws-sdk/client-s3");
  // A host that is an address is not looked up.
  const host = endpoint === undefined || !URL.canParse(endpoint) ? "" : new URL(endpoint).hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !isOfNoCloud(host)) throw notReached(host);
  const agent = { keepAlive: true, lookup: judgedLookup(lookup, isOfNoCloud) };
  return new S3Client({
    region: region ?? "us-east-1",
    credentials: { accessKeyId: access_key_id, secretAccessKey: secret_access_key },
    forcePathStyle: path_style,
    // Others than Amazon's do not know the checksums that it adds of itself.
    ...(endpoint !== undefined && { endpoint, requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" }),
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: connectMs, socketTimeout: stallMs, httpAgent: agent, httpsAgent: agent },
  });
}

async function put(
  client: S3Client,
  filled: S3Settings,
  { partBytes }: S3Limits,
  file: OutgoingFile,
  signal: AbortSignal,
): Promise<string> {
  const { PutObjectCommand } = await import("@aws-sdk/client-s3");
  const at = { Bucket: filled.bucket, Key: `${filled.prefix ?? ""}${file.name}` };
  const pieces = piecesOf(unlessCancelled(file.bytes(), signal), partBytes)[Symbol.asyncIterator]();
  try {
    const first = await pieces.next();
    const second: IteratorResult<Buffer> = first.done ? first : await pieces.next();
    if (second.done) {
      const Body = first.done ? Buffer.alloc(0) : first.value;
      await client.send(new PutObjectCommand({ ...at, Body, ContentLength: Body.length, ContentType: file.mediaType }), {
        abortSignal: signal,
      });
    } else {
      await putParts(client, { ...at, ContentType: file.mediaType }, chained([first.value, second.value], pieces), signal);
    }
    return `s3://${at.Bucket}/${at.Key}`;
  } catch (error) {
    signal.throwIfAborted();
    throw s3Error(error, filled) ?? error;
  } finally {
    await pieces.return?.(undefined);
  }
}

async function* chained<T>(first: readonly T[], rest: AsyncIterator<T>): AsyncIterable<T> {
  yield* first;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** Each part waits for the one before it, while the next is read. */
async function putParts(
  client: S3Client,
  object: { readonly Bucket: string; readonly Key: string; readonly ContentType: string },
  pieces: AsyncIterable<Buffer>,
  signal: AbortSignal,
): Promise<void> {
  const { AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand, UploadPartCommand } =
    await import("@aws-sdk/client-s3");
  const { Bucket, Key } = object;
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...object }), { abortSignal: signal });
  const upload = { Bucket, Key, UploadId };
  const parts: { readonly ETag: string | undefined; readonly PartNumber: number }[] = [];
  try {
    let sending: Promise<void> = Promise.resolve();
    for await (const piece of pieces) {
      await sending;
      const PartNumber = parts.length + 1;
      sending = client.send(new UploadPartCommand({ ...upload, PartNumber, Body: piece }), { abortSignal: signal }).then(({ ETag }) => {
        parts.push({ ETag, PartNumber });
      });
      sending.catch(() => {});
    }
    await sending;
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }), { abortSignal: signal });
  } catch (error) {
    await tidied(TIDY_MS, client.send(new AbortMultipartUploadCommand(upload)));
    throw error;
  }
}

/** An upload that is begun and aborted needs the same rights as a file, and leaves nothing. */
async function tryUpload(client: S3Client, filled: S3Settings, signal: AbortSignal): Promise<void> {
  const { AbortMultipartUploadCommand, CreateMultipartUploadCommand } = await import("@aws-sdk/client-s3");
  const at = { Bucket: filled.bucket, Key: `${filled.prefix ?? ""}coterie-test` };
  try {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(at), { abortSignal: signal });
    await client.send(new AbortMultipartUploadCommand({ ...at, UploadId }), { abortSignal: signal });
  } catch (error) {
    signal.throwIfAborted();
    throw s3Error(error, filled) ?? error;
  }
}

/** What a failure means; undefined: it is none of the storage. */
function s3Error(error: unknown, { bucket, secret_access_key }: S3Settings): DeliveryError | undefined {
  if (error instanceof Error && error.cause instanceof Refused) return error.cause;
  const words = said(error, [secret_access_key]);
  const options = { cause: error };
  const status = statusOf(error);
  if (isCertificateError(error)) return new Refused(`The certificate of the storage is not trusted: ${words}.`, options);
  if (status === undefined) {
    const isLate = error instanceof Error && ["TimeoutError", "NetworkingError"].includes(error.name);
    return isLate || isNetworkError(error) ? new Unreachable(`The storage can't be reached: ${words}.`, options) : undefined;
  }
  const isBusy = status >= 500 || [408, 409, 425, 429].includes(status) || /SlowDown|Throttl|RequestTimeout/.test(nameOf(error));
  if (isBusy) return new Unreachable(`The storage does not take the file now: ${words}.`, options);
  const hint =
    status === 404
      ? "Mend the name of the bucket."
      : "Mend the keys, or let their user put objects into the bucket and abort uploads (s3:PutObject, s3:AbortMultipartUpload).";
  return new Refused(`The storage refuses files for the bucket ${bucket}: ${nameOf(error)}, ${words}.`, { ...options, hint });
}

function nameOf(error: unknown): string {
  return codeOf(error) ?? (error instanceof Error ? error.name : "");
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return undefined;
  const { $metadata: metadata } = error;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}
