import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { AppError } from "../errors.ts";

/** A key made of a secret. */
export interface SecretKey {
  /** Tells it from others; it says nothing of the secret. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** The key that seals, and those that sealed before. */
export interface KeyRing {
  readonly current: SecretKey;
  readonly old: readonly SecretKey[];
}

const FORM = "v1";
const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const ID_BYTES = 6;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NO_SALT = new Uint8Array();

/** The keys of a secret and of those that it took the place of. */
export function keyRing(secret: string, oldSecrets: readonly string[] = []): KeyRing {
  return { current: secretKey(secret), old: oldSecrets.map(secretKey) };
}

/** The same secret gives the same key. It should hold 32 random bytes: a text that can be guessed can be tried out. */
export function secretKey(secret: string): SecretKey {
  return { id: derived(secret, "id", ID_BYTES).toString("hex"), bytes: derived(secret, "key", KEY_BYTES) };
}

function derived(secret: string, what: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, NO_SALT, `coterie secret box ${FORM} ${what}`, bytes));
}

/**
 * Encrypts a text with the current key (AES-256-GCM); each time it looks otherwise. `about` names what the text belongs to: what was sealed
 * for one thing does not open for another.
 */
export function seal({ current }: KeyRing, text: string, about: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, current.bytes, nonce).setAAD(bound(current.id, about));
  const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [FORM, current.id, sealed.toString("base64url")].join(".");
}

/**
 * Decrypts what `seal` gave, with the key that sealed it.
 *
 * @throws AppError `secret_not_opened` when no key of the ring fits, or the text was changed or sealed for something else
 */
export function unseal(ring: KeyRing, sealed: string, about: string): string {
  const [form, id = "", content = ""] = sealed.split(".");
  const key = [ring.current, ...ring.old].find((each) => each.id === id);
  if (form !== FORM || key === undefined) throw notOpened("was encrypted with another COTERIE_SECRET");
  const bytes = Buffer.from(content, "base64url");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw notOpened("is not whole");
  const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(bound(key.id, about))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch (error) {
    throw notOpened("was changed, or belongs to something else", error);
  }
}

/** Whether it is to be sealed anew, so that the key that sealed it can go. */
export function isOfOldKey({ current }: KeyRing, sealed: string): boolean {
  return !sealed.startsWith(`${FORM}.${current.id}.`);
}

function bound(id: string, about: string): Buffer {
  return Buffer.from(`${FORM}.${id}.${about}`);
}

function notOpened(what: string, cause?: unknown): AppError {
  return new AppError("secret_not_opened", `A secret that is kept can't be decrypted: it ${what}.`, {
    hint: "Name the secret that it was encrypted with in COTERIE_SECRET_OLD, or fill it in again.",
    cause,
  });
}
